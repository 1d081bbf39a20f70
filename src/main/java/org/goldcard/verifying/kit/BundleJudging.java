package org.goldcard.verifying.kit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.goldcard.token.bundle.BundleReader;
import org.goldcard.token.bundle.VerifiedBundle;
import org.goldcard.token.crypto.Base64Url;
import org.goldcard.token.json.JsonTree;
import org.goldcard.token.jws.Flaw;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.jws.Reading;
import org.goldcard.token.jws.SignedText;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.token.keys.KeysRefused;
import org.goldcard.verifying.ResultCode;
import org.goldcard.verifying.Scan;
import org.goldcard.verifying.Verification;
import org.goldcard.verifying.offline.OfflineAnswer;
import org.goldcard.verifying.offline.OfflineBundle;
import org.goldcard.verifying.offline.OfflineVerifier;
import org.jspecify.annotations.Nullable;

/** Judges by the rules and the list of an offline bundle. */
final class BundleJudging implements Judging {
  private static final String PATH = "/v1/offline-bundle";
  private static final Duration SKEW = Duration.ofSeconds(30);

  private final Issuer issuer;
  private final String clientId;
  private final BundleReader reader;
  private volatile KeyRing trusted;
  private volatile @Nullable State state;

  BundleJudging(Issuer issuer, String clientId, KeyRing trusted) {
    this.issuer = issuer;
    this.clientId = clientId;
    this.trusted = trusted;
    this.reader = new BundleReader(() -> this.trusted, issuer);
  }

  @Override
  public Judged judge(String code, Wish wish, Instant now) {
    State current = state;
    if (current == null) {
      return new Judged(Answers.noList(), null);
    }
    Scan.Scanner here = new Scan.Scanner(clientId, current.bundle.venueId(), "", true);
    Scan scan = new Scan(code, wish.item(), wish.companions(), null, null, "", null, here);
    OfflineAnswer found = current.verifier.verify(scan, now, current.contact);
    return new Judged(answer(found, current.bundle, code), found.nonce());
  }

  private static Answer answer(OfflineAnswer found, OfflineBundle bundle, String code) {
    boolean inside = found.result() == ResultCode.VALID_OFFLINE;
    LocalDate until = inside && found.nonce() == null ? Answers.lastDay(code).orElse(null) : null;
    boolean file = bundle.form() == OfflineBundle.Form.FILE;
    return new Answer(
        found.result(),
        found.admit(),
        found.colour(),
        found.admit() == Verification.Admit.NO ? null : found.item(),
        found.result() == ResultCode.LIST_STALE
            ? List.of(OfflineVerifier.REGISTER)
            : found.checks(),
        found.maxPersons(),
        until,
        file ? Answer.Origin.FILE : Answer.Origin.NETWORK,
        bundle.list().asOf(),
        found.listAge(),
        found.skew(),
        null);
  }

  @Override
  public Update load(String signed, Instant now) {
    return take(signed, now, null, null);
  }

  @Override
  public Update loadFile(String signed, Instant now) {
    return take(signed, now, OfflineBundle.Form.FILE, null);
  }

  private synchronized Update take(
      String signed, Instant now, OfflineBundle.@Nullable Form form, @Nullable Asked asked) {
    Reading<VerifiedBundle> reading = reader.read(new SignedText(signed), clientId);
    VerifiedBundle verified = reading.token().orElse(null);
    if (verified == null) {
      return Update.refused(reading.toString());
    }
    if (!now.isBefore(verified.expiresAt())) {
      return Update.refused(Flaw.EXPIRED.name());
    }
    if (now.plus(SKEW).isBefore(verified.issuedAt())) {
      return Update.refused(Flaw.TOO_EARLY.name());
    }
    State before = state;
    Optional<OfflineBundle> bundle =
        before == null
            ? OfflineBundle.of(verified, trusted.signatures())
            : before.bundle.updatedBy(verified, trusted.signatures());
    if (bundle.isEmpty() || (form != null && bundle.get().form() != form)) {
      return Update.refused(bundle.isEmpty() ? "OLDER_OR_UNKNOWN" : "NOT_A_FILE");
    }
    if (before != null && !bundle.get().venueId().equals(before.bundle.venueId())) {
      return Update.refused("OTHER_VENUE");
    }
    state = new State(bundle.get(), new OfflineVerifier(bundle.get(), issuer), null, asked);
    trusted = bundle.get().keys();
    return Update.taken();
  }

  @Override
  public synchronized Update refresh(Web web, Instant now) {
    State before = state;
    String path = path(before);
    Asked last = before == null ? null : before.asked;
    String known = last != null && last.path.equals(path) ? last.etag : null;
    Web.Reply reply = web.get(path, known);
    if (reply.status() == 304 && before != null) {
      state = new State(before.bundle, before.verifier, now, before.asked);
      return Update.unchanged();
    }
    if (reply.status() != 200) {
      return reply.unusable();
    }
    Asked asked = reply.etag() == null ? null : new Asked(path, reply.etag());
    Update update = take(reply.body().strip(), now, null, asked);
    if (update.reason().equals(Flaw.UNKNOWN_KEY.name()) && learnKeys(web)) {
      update = take(reply.body().strip(), now, null, asked);
    }
    fetchLists(web);
    return update;
  }

  /** What changed since the state that is here; everything while a list of it is missing. */
  private static String path(@Nullable State before) {
    if (before == null
        || before.bundle.form() == OfflineBundle.Form.FILE
        || !before.bundle.list().awaited().isEmpty()) {
      return PATH;
    }
    return PATH + "?since=" + before.bundle.list().epoch() + "." + before.bundle.list().rev();
  }

  /** A bundle signed with a key that came up since: the issuer's own address says whether. */
  private boolean learnKeys(Web web) {
    Web.Reply reply = web.get("/.well-known/jwks.json", null);
    if (reply.status() != 200) {
      return false;
    }
    try {
      byte[] set = reply.body().getBytes(StandardCharsets.UTF_8);
      trusted = KeyRing.ofSet("jwks", set, trusted.signatures());
      return true;
    } catch (KeysRefused e) {
      return false;
    }
  }

  /** Lists too large for the bundle; it names what each must hash to. */
  private void fetchLists(Web web) {
    State current = state;
    if (current == null) {
      return;
    }
    OfflineBundle bundle = current.bundle;
    for (int number : bundle.list().awaited().keySet()) {
      Web.Reply reply = web.get("/v1/status-lists/" + number, null);
      bundle = bundle.with(number, lst(reply.body())).orElse(bundle);
    }
    if (bundle != current.bundle) {
      OfflineVerifier verifier = new OfflineVerifier(bundle, issuer);
      state = new State(bundle, verifier, current.contact, current.asked);
    }
  }

  private static String lst(String token) {
    String[] parts = token.split("\\.", -1);
    byte[] claims = parts.length == 3 ? Base64Url.decode(parts[1]) : null;
    try {
      return claims == null ? "" : JsonTree.parse(claims).path("status_list").path("lst").asText();
    } catch (IOException e) {
      return "";
    }
  }

  /**
   * What is judged by.
   *
   * @param contact when the service last said that nothing is newer; null when it did not
   * @param asked what brought it; null when it came otherwise
   */
  private record State(
      OfflineBundle bundle,
      OfflineVerifier verifier,
      @Nullable Instant contact,
      @Nullable Asked asked) {}

  /** A question and the tag of its answer. */
  private record Asked(String path, String etag) {}
}
