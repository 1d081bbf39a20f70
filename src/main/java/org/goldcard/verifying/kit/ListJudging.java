package org.goldcard.verifying.kit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.goldcard.token.ScanReader;
import org.goldcard.token.jws.Flaw;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.jws.Reading;
import org.goldcard.token.jws.SignedText;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.token.keys.KeysRefused;
import org.goldcard.token.list.ListSeries;
import org.goldcard.token.list.StatusList;
import org.goldcard.token.list.StatusListReader;
import org.goldcard.token.list.VerifiedStatusList;
import org.goldcard.verifying.CodeReader;
import org.goldcard.verifying.Conclusion;
import org.goldcard.verifying.Presented;
import org.goldcard.verifying.ResultCode;
import org.goldcard.verifying.SiteRules;
import org.goldcard.verifying.Verification;
import org.jspecify.annotations.Nullable;

/** Judges by the published keys and status lists: whether a card counts, and nothing of a venue. */
final class ListJudging implements Judging {
  private static final SiteRules.Check OWN_ID =
      new SiteRules.Check(
          "OWN_ID",
          new SiteRules.Phrase(
              "核对本人身份证件（姓名、证件尾号、照片）", "Check the holder's own ID (name, last digits, photo)"));

  private static final Pattern NUMBER = Pattern.compile("[0-9A-Za-z ]{5,22}");

  private final ListSeries series;
  private final CodeReader codes;
  private final Map<Integer, String> etags = new HashMap<>();
  private volatile KeyRing keys;
  private volatile Map<Integer, VerifiedStatusList> lists = Map.of();

  ListJudging(Issuer issuer, KeyRing keys) {
    this.series = new ListSeries(issuer);
    this.keys = keys;
    this.codes = new CodeReader(new ScanReader(() -> this.keys, issuer, () -> Instant.EPOCH));
  }

  @Override
  public Judged judge(String code, Wish wish, Instant now) {
    if (code.indexOf('.') < 0) {
      boolean number = NUMBER.matcher(code).matches();
      ResultCode typed = number ? ResultCode.LIVE_CODE_REQUIRED : ResultCode.BAD_CODE;
      return new Judged(Answers.refused(typed, Answer.Origin.PUBLISHED, null, null), null);
    }
    Presented presented = codes.readOffline(code, now);
    ResultCode refusal = presented.refusal();
    if (refusal != null) {
      return new Judged(refused(refusal, presented.skew()), null);
    }
    VerifiedStatusList list = lists.get(ListSeries.listOf(presented.index()));
    if (list == null) {
      return new Judged(Answers.noList(), null);
    }
    return new Judged(judged(code, presented, list, now), presented.nonce());
  }

  private static Answer refused(ResultCode code, @Nullable Duration skew) {
    Verification.Admit no = Verification.Admit.NO;
    Answer.Origin origin = Answer.Origin.PUBLISHED;
    return new Answer(
        code, no, code.colour(), null, List.of(), 0, null, origin, null, null, skew, null);
  }

  private static Answer judged(
      String code, Presented presented, VerifiedStatusList list, Instant now) {
    Instant asOf = list.issuedAt();
    Duration age = now.isAfter(asOf) ? Duration.between(asOf, now) : Duration.ZERO;
    StatusList entries = list.list();
    int place = ListSeries.placeOf(presented.index());
    if (place >= entries.size() || entries.get(place) != 0) {
      return Answers.refused(ResultCode.CARD_UNAVAILABLE, Answer.Origin.PUBLISHED, asOf, age);
    }
    if (!now.isBefore(list.expiresAt())) {
      return Answers.refused(ResultCode.LIST_STALE, Answer.Origin.PUBLISHED, asOf, age);
    }
    boolean pass = presented.kind() == Presented.Kind.PASS;
    return new Answer(
        ResultCode.VALID_OFFLINE,
        Verification.Admit.AFTER_CHECK,
        ResultCode.Colour.GREEN,
        null,
        List.of(Conclusion.ASK_NAME, OWN_ID),
        1,
        pass ? Answers.lastDay(code).orElse(null) : null,
        Answer.Origin.PUBLISHED,
        asOf,
        age,
        null,
        null);
  }

  /** A list says by its own address which one it is. */
  @Override
  public Update load(String signed, Instant now) {
    Update last = Update.refused(Flaw.WRONG_ISSUER.name());
    for (int number = 0; number <= lists.size(); number++) {
      last = take(number, signed, now);
      if (!last.reason().equals(Flaw.WRONG_ISSUER.name())) {
        return last;
      }
    }
    return last;
  }

  @Override
  public Update loadFile(String signed, Instant now) {
    return Update.refused("NOT_A_FILE");
  }

  private synchronized Update take(int number, String signed, Instant now) {
    StatusListReader reader = new StatusListReader(() -> keys, () -> now);
    Reading<VerifiedStatusList> reading = reader.read(new SignedText(signed), series.uri(number));
    VerifiedStatusList list = reading.token().orElse(null);
    if (list == null) {
      return Update.refused(reading.toString());
    }
    VerifiedStatusList before = lists.get(number);
    if (before != null && list.issuedAt().isBefore(before.issuedAt())) {
      return Update.refused("OLDER_OR_UNKNOWN");
    }
    Map<Integer, VerifiedStatusList> more = new HashMap<>(lists);
    more.put(number, list);
    lists = Map.copyOf(more);
    return Update.taken();
  }

  @Override
  public synchronized Update refresh(Web web, Instant now) {
    Update learned = learnKeys(web);
    if (!learned.isGood()) {
      return learned;
    }
    boolean taken = false;
    for (int number = 0; number < ListSeries.INDEX_END / ListSeries.ENTRIES; number++) {
      Web.Reply reply = web.get("/v1/status-lists/" + number, etags.get(number));
      if (reply.status() == 404 && number > 0) {
        break;
      }
      if (reply.status() == 304) {
        continue;
      }
      Update update =
          reply.status() == 200 ? take(number, reply.body().strip(), now) : reply.unusable();
      if (!update.isGood()) {
        return update;
      }
      taken = true;
      if (reply.etag() != null) {
        etags.put(number, reply.etag());
      }
    }
    return taken ? Update.taken() : Update.unchanged();
  }

  private Update learnKeys(Web web) {
    Web.Reply reply = web.get("/.well-known/jwks.json", null);
    if (reply.status() != 200) {
      return reply.unusable();
    }
    try {
      byte[] set = reply.body().getBytes(StandardCharsets.UTF_8);
      keys = KeyRing.ofSet("jwks", set, keys.signatures());
      return Update.taken();
    } catch (KeysRefused e) {
      return Update.refused("UNSAFE_KEYS");
    }
  }
}
