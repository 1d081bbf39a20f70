package org.goldcard.verifying.offline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.Deflater;
import org.goldcard.card.Card;
import org.goldcard.card.CardNumber;
import org.goldcard.card.CardState;
import org.goldcard.card.TalentClass;
import org.goldcard.card.Validity;
import org.goldcard.testkit.PassForger;
import org.goldcard.token.LiveCodes;
import org.goldcard.token.PassSigner;
import org.goldcard.token.bundle.BundleTokens;
import org.goldcard.token.crypto.Base64Url;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.jws.JwsSigner;
import org.goldcard.token.keys.DatedJwk;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.verifying.SiteRules;

/** A park with a scanner, some cards and what an attacker makes of their codes. */
final class OfflineWorld {
  static final Issuer ISSUER = new Issuer(PassForger.ISSUER);
  static final String CLIENT = "gate-1";
  static final Instant MADE = Instant.parse("2026-11-23T02:00:00Z");
  static final Instant NOW = MADE.plus(Duration.ofMinutes(5));
  static final int GOOD_CARD = 11;
  static final int GOOD_PASS = 12;
  static final int REVOKED_CARD = 13;
  static final int OLD_PASS = 14;
  static final int LATER_REVOKED = 15;
  static final int LIFTED = 16;
  static final int OTHER_LIST = 1 << 20;

  private static final int ENTRIES = 1024;
  private static final CardNumber NUMBER = CardNumber.parse("9123456789012348").orElseThrow();

  private final KeyRing ring = KnownKeys.ring();
  private final JwsSigner signer = new JwsSigner(() -> ring);
  private final LiveCodes codes = new LiveCodes(signer, new Random(7));
  private final BundleTokens bundles = new BundleTokens(signer, ISSUER, () -> MADE);

  ObjectNode trusted() {
    return DatedJwk.history(ring.records());
  }

  String full() {
    return forClient(CLIENT);
  }

  String forClient(String client) {
    BundleContent content = content(OfflineBundle.Form.FULL, rules(false, true, false));
    return bundles.sign(client, BundleTokens.LIFE, listed(content)).text();
  }

  String file() {
    BundleContent content = content(OfflineBundle.Form.FILE, rules(false, true, false));
    return bundles.sign(CLIENT, BundleTokens.FILE_LIFE, listed(content)).text();
  }

  String strict() {
    BundleContent content = content(OfflineBundle.Form.FULL, rules(false, false, true));
    return bundles.sign(CLIENT, BundleTokens.LIFE, listed(content)).text();
  }

  String free() {
    BundleContent content = content(OfflineBundle.Form.FULL, rules(true, true, false));
    return bundles.sign(CLIENT, BundleTokens.LIFE, listed(content)).text();
  }

  /** Leads on from the full one by two changes. */
  String delta() {
    BundleContent content =
        content(OfflineBundle.Form.DELTA, rules(false, true, false))
            .state(1, 102, MADE)
            .changes(100, List.of(LATER_REVOKED), List.of(LIFTED));
    return bundles.sign(CLIENT, BundleTokens.LIFE, content.json()).text();
  }

  private BundleContent content(OfflineBundle.Form form, SiteRules rules) {
    Map<LocalDate, SiteRules> days = new LinkedHashMap<>();
    for (int day = 23; day <= 25; day++) {
      days.put(LocalDate.of(2026, 11, day), rules);
    }
    return new BundleContent(form, rules.venueId(), DatedJwk.history(ring.records()), days);
  }

  private static ObjectNode listed(BundleContent content) {
    return content.state(1, 100, MADE).list(0, lst(REVOKED_CARD, OLD_PASS, LIFTED)).json();
  }

  /** A list that is not compressed, so that it is the same whatever zlib there is. */
  static String lst(int... refused) {
    BitSet bits = new BitSet();
    for (int index : refused) {
      bits.set(index);
    }
    byte[] packed = new byte[ENTRIES / 8];
    byte[] head = bits.toByteArray();
    System.arraycopy(head, 0, packed, 0, head.length);
    Deflater deflater = new Deflater(Deflater.NO_COMPRESSION);
    deflater.setInput(packed);
    deflater.finish();
    byte[] out = new byte[2 * packed.length];
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(out, 0, deflater.deflate(out));
    deflater.end();
    return Base64Url.encode(all.toByteArray());
  }

  static SiteRules rules(boolean free, boolean lenient, boolean closed) {
    SiteRules.Check ownId =
        new SiteRules.Check("OWN_ID", new SiteRules.Phrase("核对本人身份证件", "Check the holder's ID"));
    return new SiteRules(
        "JN-BTQ",
        free,
        List.of(
            item("MEDICAL.TIER_1", EnumSet.of(TalentClass.A, TalentClass.B), ownId),
            item("TOURISM_FITNESS.FREE_ENTRY", EnumSet.allOf(TalentClass.class), ownId)),
        lenient,
        lenient,
        SiteRules.Visits.COUNTED,
        Duration.ofSeconds(5),
        closed);
  }

  private static SiteRules.Item item(String code, Set<TalentClass> classes, SiteRules.Check check) {
    return new SiteRules.Item(
        code,
        new SiteRules.Phrase("免购门票入园", "Free entrance"),
        "济人才办发〔2018〕12号第二十条",
        classes,
        List.of(check),
        true,
        2,
        false,
        "示例-001",
        new SiteRules.Phrase("不含园中园", "Without the gardens inside"));
  }

  String liveCode(int index, Instant shown) {
    return codes.ahead(NUMBER, index, shown, 1).get(0).token().text();
  }

  String pass(int passIndex) {
    return passOf(passIndex, LocalDate.of(2026, 11, 1));
  }

  String passOver() {
    return passOf(GOOD_PASS, LocalDate.of(2021, 11, 1));
  }

  private String passOf(int passIndex, LocalDate first) {
    Card card =
        new Card(
            NUMBER,
            1,
            TalentClass.C,
            new Validity(first, first.plusYears(5).minusDays(1)),
            CardState.ACTIVE,
            1,
            GOOD_CARD,
            passIndex,
            Instant.EPOCH,
            null);
    Instant then = card.validity().firstDay().atStartOfDay(java.time.ZoneOffset.UTC).toInstant();
    return new PassSigner(signer, ISSUER, () -> then).sign(card).text();
  }

  String unsigned(String claims, String signature) {
    return head("none", "R01", "goldcard-bundle+jwt") + "." + claims + "." + signature;
  }

  private static String head(String alg, String kid, String typ) {
    return Base64Url.encode(PassForger.header(alg, kid, typ).getBytes(StandardCharsets.US_ASCII));
  }

  /** A part with one of its characters changed, still canonical. */
  static String swapped(String part) {
    char old = part.charAt(4);
    return part.substring(0, 4) + (old == 'A' ? 'B' : 'A') + part.substring(5);
  }

  Map<String, String> forgeries() {
    String code = liveCode(GOOD_CARD, NOW);
    String[] parts = code.split("\\.", -1);
    String rest = "." + parts[1] + "." + parts[2];
    String typ = "goldcard-live+jwt";
    Map<String, String> all = new LinkedHashMap<>();
    all.put("tampered claims", parts[0] + "." + swapped(parts[1]) + "." + parts[2]);
    all.put("tampered signature", parts[0] + "." + parts[1] + "." + swapped(parts[2]));
    all.put("wrong alg", head("ES256", "L01", typ) + rest);
    all.put("alg none", head("none", "L01", typ) + rest);
    all.put("alg none, unsigned", head("none", "L01", typ) + "." + parts[1] + ".");
    all.put("wrong kid", head("EdDSA", "L99", typ) + rest);
    all.put("kid of another purpose", head("ES256", "P01", typ) + rest);
    all.put("wrong typ", head("EdDSA", "L01", "JWT") + rest);
    all.put("padded", code + "=");
    all.put("a bundle", full());
    all.put("no code", "https://example.cn/card?x=1.2");
    return all;
  }
}
