package org.goldcard.verifying.offline;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.goldcard.testkit.hostile.HostileTokens;
import org.goldcard.token.bundle.BundleTokens;
import org.goldcard.token.crypto.Base64Url;
import org.goldcard.token.jws.ClaimsWriter;
import org.goldcard.token.jws.JwsSigner;
import org.goldcard.token.jws.TokenKind;
import org.goldcard.token.keys.DatedJwk;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.token.list.ListSeries;
import org.goldcard.verifying.SiteRules;

/** What the vectors of the verifier's library need beside {@link OfflineWorld}. */
final class KitWorld {
  private static final ListSeries SERIES = new ListSeries(OfflineWorld.ISSUER);
  private static final Duration LIFE = Duration.ofMinutes(15);

  final OfflineWorld world = new OfflineWorld();
  private final KeyRing ring = KnownKeys.ring();
  private final JwsSigner signer = new JwsSigner(() -> ring);

  /** A whole bundle of a later state, in which another card is refused. */
  String newer() {
    Instant then = OfflineWorld.MADE.plus(Duration.ofMinutes(2));
    return bundle("JN-BTQ", OfflineBundle.Form.FULL, then, 102, OfflineWorld.LATER_REVOKED);
  }

  /** The state of the first bundle, signed later: what is replayed is not always old. */
  String olderState() {
    Instant then = OfflineWorld.MADE.plus(Duration.ofMinutes(3));
    return bundle("JN-BTQ", OfflineBundle.Form.FULL, then, 99, OfflineWorld.OLD_PASS);
  }

  String otherVenue() {
    Instant then = OfflineWorld.MADE.plus(Duration.ofMinutes(3));
    return bundle("JN-DMH", OfflineBundle.Form.FULL, then, 103, OfflineWorld.OLD_PASS);
  }

  private String bundle(
      String venue, OfflineBundle.Form form, Instant made, long rev, int refused) {
    SiteRules park = OfflineWorld.rules(false, true, false);
    Map<LocalDate, SiteRules> days = new LinkedHashMap<>();
    days.put(LocalDate.of(2026, 11, 23), park);
    days.put(LocalDate.of(2026, 11, 24), park);
    BundleContent content =
        new BundleContent(form, venue, DatedJwk.history(ring.records()), days)
            .state(1, rev, made)
            .list(0, OfflineWorld.lst(refused));
    return new BundleTokens(signer, OfflineWorld.ISSUER, () -> made)
        .sign(OfflineWorld.CLIENT, BundleTokens.LIFE, content.json())
        .text();
  }

  /** A published list. */
  String list(int number, Instant made, int... refused) {
    return list(SERIES.uri(number), made, TokenKind.STATUS_LIST, refused);
  }

  String listElsewhere() {
    String uri = "https://card.example.com/v1/status-lists/0";
    return list(uri, OfflineWorld.MADE, TokenKind.STATUS_LIST);
  }

  /** The claims of a list under the name of a bundle. */
  String listAsBundle() {
    return list(SERIES.uri(0), OfflineWorld.MADE, TokenKind.BUNDLE);
  }

  private String list(String uri, Instant made, TokenKind kind, int... refused) {
    byte[] claims =
        new ClaimsWriter()
            .text("sub", uri)
            .time("iat", made)
            .time("exp", made.plus(LIFE))
            .number("ttl", 60)
            .open("status_list")
            .number("bits", 1)
            .text("lst", OfflineWorld.lst(refused))
            .end()
            .json();
    return signer.sign(kind, claims).text();
  }

  /** The same code under our key's name, signed by another: test 2 of RFC 8032 section 7.1. */
  static String byAnotherKey(String code) {
    byte[] seed =
        HexFormat.of().parseHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    byte[] signed = code.substring(0, code.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
    Ed25519Signer signing = new Ed25519Signer();
    signing.init(true, new Ed25519PrivateKeyParameters(seed));
    signing.update(signed, 0, signed.length);
    return new String(signed, StandardCharsets.US_ASCII)
        + "."
        + Base64Url.encode(signing.generateSignature());
  }

  /** Ways of writing good tokens that count for nothing. */
  static Map<String, String> misspelt(String code) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("padding", code + "==");
    all.put("a space before it", " " + code);
    all.put("a line end after it", code + "\n");
    all.put("in an address", "https://card.example.cn/c#" + code);
    all.put("in capitals", code.toUpperCase(Locale.ROOT));
    all.put("2049 characters", code + "A".repeat(2049 - code.length()));
    all.put("20,000 characters", "a.".repeat(10_000));
    return all;
  }

  /** The twin of a pass's signature: another spelling of the same pass. */
  static String twin(String pass) {
    return HostileTokens.twin(pass);
  }

  static List<Integer> stopped() {
    return List.of(OfflineWorld.REVOKED_CARD, OfflineWorld.OLD_PASS, OfflineWorld.LIFTED);
  }
}
