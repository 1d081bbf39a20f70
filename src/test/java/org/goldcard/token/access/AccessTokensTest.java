package org.goldcard.token.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.goldcard.testkit.PassForger;
import org.goldcard.testkit.TestKeys;
import org.goldcard.testkit.TickingClock;
import org.goldcard.token.jws.Flaw;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.jws.JwsSigner;
import org.goldcard.token.jws.SignedText;
import org.goldcard.token.jws.TokenKind;
import org.goldcard.token.keys.KeyPurpose;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.token.keys.KeyState;
import org.goldcard.token.keys.PublicKeyRecord;
import org.junit.jupiter.api.Test;

class AccessTokensTest {
  private static final Issuer ISSUER = new Issuer("https://card.example.cn");
  private static final AccessGrant SCANNER =
      new AccessGrant("scanner-17", Set.of("verify"), "baotu", "东门", true);

  private final TestKeys keys = new TestKeys();
  private KeyRing ring = keys.ring();
  private final TickingClock clock = new TickingClock("2026-11-23T04:00:00Z");
  private final AccessTokens tokens =
      new AccessTokens(new JwsSigner(() -> ring), ISSUER, clock, new SecureRandom());
  private final AccessReader reader = new AccessReader(() -> ring, ISSUER, clock);

  @Test
  void readsBackTheGrantOfAScanner() {
    VerifiedAccess read = reader.read(tokens.issue(SCANNER)).token().orElseThrow();

    assertThat(read.grant()).isEqualTo(SCANNER);
    assertThat(read.kid()).isEqualTo("A01");
    assertThat(read.expiresAt()).isEqualTo(clock.instant().plusSeconds(600));
  }

  @Test
  void readsBackTheGrantOfAPartnerWithoutAVenue() {
    AccessGrant partner =
        new AccessGrant("hr", Set.of("cards:read", "cards:issue"), null, null, false);

    assertThat(reader.read(tokens.issue(partner)).token().orElseThrow().grant()).isEqualTo(partner);
    assertThat(partner.scope()).isEqualTo("cards:issue cards:read");
  }

  @Test
  void checksTheTimeOfARememberedTokenToo() {
    SignedText token = tokens.issue(SCANNER);

    assertThat(reader.read(token).isVerified()).isTrue();
    clock.move(Duration.ofMinutes(10).minusMillis(1));
    assertThat(reader.read(token).isVerified()).isTrue();
    clock.move(Duration.ofMillis(1));
    assertThat(reader.read(token).flaw()).contains(Flaw.EXPIRED);
    clock.move(Duration.ofHours(-1));
    assertThat(reader.read(token).flaw()).contains(Flaw.TOO_EARLY);
  }

  @Test
  void forgetsWhatAWithdrawnKeySigned() {
    SignedText token = tokens.issue(SCANNER);
    assertThat(reader.read(token).isVerified()).isTrue();

    List<PublicKeyRecord> records = new ArrayList<>();
    for (PublicKeyRecord r : ring.records()) {
      boolean access = r.purpose() == KeyPurpose.ACCESS;
      records.add(access ? withdrawn(r) : r);
    }
    ring = new KeyRing(records, List.of(), TestKeys.signatures());
    assertThat(reader.read(token).flaw()).contains(Flaw.KEY_WITHDRAWN);
  }

  private PublicKeyRecord withdrawn(PublicKeyRecord r) {
    return new PublicKeyRecord(
        r.kid(),
        r.purpose(),
        r.key(),
        KeyState.WITHDRAWN,
        r.publishedAt(),
        r.activeAt(),
        null,
        clock.instant());
  }

  @Test
  void refusesEveryOtherKindAndEveryOtherAudience() {
    PassForger forger = new PassForger(keys);
    assertThat(flaw(forger.pass())).isEqualTo(Flaw.WRONG_KIND);
    assertThat(flaw(forger.liveCode())).isEqualTo(Flaw.WRONG_KIND);
    String device = PassForger.header(TokenKind.DEVICE);
    assertThat(flaw(forger.sign(KeyPurpose.ACCESS, device, claims("")))).isEqualTo(Flaw.WRONG_KIND);
    assertThat(flaw(access(claims("").replace("\"aud\":\"https://card", "\"aud\":\"https://ward"))))
        .isEqualTo(Flaw.WRONG_AUDIENCE);
    assertThat(flaw(access(claims("").replace("\"iss\":\"https://card", "\"iss\":\"https://ward"))))
        .isEqualTo(Flaw.WRONG_ISSUER);
  }

  @Test
  void refusesClaimsThatAreNotExactlyItsOwn() {
    assertThat(reader.read(PassForger.text(access(claims("")))).isVerified()).isTrue();
    assertThat(flaw(access(claims(",\"admin\":true")))).isEqualTo(Flaw.BAD_CLAIMS);
    assertThat(flaw(access(claims(",\"attended\":false")))).isEqualTo(Flaw.BAD_CLAIMS);
    assertThat(flaw(access(claims(",\"venue\":\"\"")))).isEqualTo(Flaw.BAD_CLAIMS);
    assertThat(flaw(access(claims(",\"venue\":7")))).isEqualTo(Flaw.BAD_CLAIMS);
    assertThat(flaw(access(claims("").replace("\"verify\"", "\"verify  cards:read\""))))
        .isEqualTo(Flaw.BAD_CLAIMS);
    assertThat(flaw(access(claims("").replace("\"sub\":\"x\"", "\"sub\":\"y\""))))
        .isEqualTo(Flaw.BAD_CLAIMS);
    assertThat(flaw(access(claims("").replace("1795406700", "1795407001"))))
        .isEqualTo(Flaw.OUT_OF_RANGE);
    assertThat(flaw(access(claims("").replace("1795406700", "1795406399"))))
        .isEqualTo(Flaw.OUT_OF_RANGE);
  }

  @Test
  void refusesAGrantThatNoTokenCouldCarry() {
    for (String client : new String[] {"", "a b", "客户端", "x".repeat(65), "a\u0000"}) {
      assertThatThrownBy(() -> new AccessGrant(client, Set.of("verify"), null, null, false))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new AccessGrant("x", Set.of(), null, null, false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Flaw flaw(String token) {
    return reader.read(PassForger.text(token)).flaw().orElseThrow();
  }

  private String access(String claims) {
    return new PassForger(keys)
        .sign(KeyPurpose.ACCESS, PassForger.header(TokenKind.ACCESS), claims);
  }

  private static String claims(String more) {
    return "{\"iss\":\"https://card.example.cn\",\"sub\":\"x\",\"client_id\":\"x\","
        + "\"aud\":\"https://card.example.cn\",\"iat\":1795406400,\"exp\":1795406700,"
        + "\"jti\":\"AAECAwQFBgcICQoLDA0ODw\",\"scope\":\"verify\""
        + more
        + "}";
  }
}
