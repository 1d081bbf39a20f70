package org.goldcard.partners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.goldcard.partners.ClientRegistry.Owner;
import org.goldcard.partners.ClientRegistry.Registration;
import org.goldcard.partners.CredentialWatch.Notice;
import org.goldcard.partners.Credentials.Secret;
import org.goldcard.testkit.TickingClock;
import org.goldcard.token.assertion.ClientJwk;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");
  private static final Duration WEEK = Duration.ofDays(7);
  private static final String X = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

  private static String jwk(String kid) {
    return "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"" + kid + "\",\"x\":\"" + X + "\"}";
  }

  private static Credentials.Key key(String kid, @Nullable Instant end) {
    return new Credentials.Key(ClientJwk.read(jwk(kid)), end);
  }

  @Test
  void aNewSecretGivesTheOldOneSomeDays() {
    Credentials two = Credentials.secret("old").with(new Secret("new", null), WEEK, NOW).get();
    assertThat(two.secrets())
        .containsExactly(new Secret("new", null), new Secret("old", NOW.plus(WEEK)));
    assertThat(two.secrets().get(1).countsAt(NOW.plus(WEEK).minusNanos(1))).isTrue();
    assertThat(two.secrets().get(1).countsAt(NOW.plus(WEEK))).isFalse();
  }

  @Test
  void anOldSecretNeverLivesLongerForIt() {
    Instant soon = NOW.plusSeconds(60);
    Credentials one = new Credentials(List.of(new Secret("old", soon)), List.of());
    assertThat(one.with(new Secret("new", null), WEEK, NOW).get().secrets().get(1).expiresAt())
        .isEqualTo(soon);
  }

  @Test
  void noMoreThanTwoOfAKindCountAtOnce() {
    Credentials two = Credentials.secret("a").with(new Secret("b", null), WEEK, NOW).get();
    assertThat(two.with(new Secret("c", null), WEEK, NOW)).isEmpty();
    assertThat(two.with(new Secret("c", null), WEEK, NOW.plus(WEEK)).get().secrets())
        .extracting(Secret::hash)
        .containsExactly("c", "b");
    Credentials keys = two.with(key("k1", null), NOW).get().with(key("k2", null), NOW).get();
    assertThat(keys.with(key("k3", null), NOW)).isEmpty();
  }

  @Test
  void aKeyIsNamedOnceAndTakenByItsName() {
    Credentials one = Credentials.secret("a").with(key("k1", null), NOW).get();
    assertThat(one.with(key("k1", null), NOW)).isEmpty();
    assertThat(one.withoutKey("k2")).isEmpty();
    assertThat(one.withoutKey("k1").get().keys()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | jwk",
        "x | jwk",
        "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AA\"} | kid",
        "{\"kid\":\"a b\"} | kid",
        "{\"kid\":\"a\"} | kty",
        "{\"kid\":\"a\",\"kty\":\"oct\",\"k\":\"AA\"} | private",
        "{\"kid\":\"a\",\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AA\",\"d\":\"AA\"} | private",
        "{\"kid\":\"a\",\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"AA\"} | crv",
        "{\"kid\":\"a\",\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AA\"} | x",
        "{\"kid\":\"a\",\"kty\":\"EC\",\"crv\":\"P-384\"} | crv",
        "{\"kid\":\"a\",\"kid\":\"a\"} | jwk",
        "{\"kid\":\"a\",\"use\":\"enc\",\"kty\":\"EC\"} | use",
        "{\"kid\":\"a\",\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"} | n:",
      })
  void refusesAKeyThatIsNotSafeAndNamesTheMember(String jwk, String named) {
    assertThatThrownBy(() -> ClientJwk.read(jwk))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(named);
  }

  @Test
  void refusesAnAllZeroPointAndAnAlgorithmOfAnotherKey() {
    String zero = jwk("k").replace(X, "A".repeat(43));
    assertThatThrownBy(() -> ClientJwk.read(zero)).isInstanceOf(IllegalArgumentException.class);
    String other = jwk("k").replace("{", "{\"alg\":\"ES256\",");
    assertThatThrownBy(() -> ClientJwk.read(other)).hasMessageContaining("alg");
    assertThat(ClientJwk.read(jwk("k").replace("{", "{\"alg\":\"EdDSA\",")).alg())
        .isEqualTo("EdDSA");
  }

  @Test
  void saysAheadWhoseLastCredentialEnds() {
    TickingClock clock = new TickingClock(NOW.toString());
    List<Registration> clients = new ArrayList<>();
    clients.add(registration("never", null, Credentials.secret("a")));
    clients.add(registration("outlived", null, ending(Duration.ofHours(1), null)));
    clients.add(registration("month", null, ending(Duration.ofDays(30), Duration.ofDays(2))));
    clients.add(registration("itself", NOW.plus(WEEK), Credentials.secret("a")));
    clients.add(registration("later", null, ending(Duration.ofDays(31), Duration.ofDays(1))));
    CredentialWatch watch = new CredentialWatch(() -> clients, clock);
    assertThat(watch.counts())
        .containsEntry(Notice.MONTH, 1)
        .containsEntry(Notice.WEEK, 1)
        .containsEntry(Notice.DAY, 0)
        .containsEntry(Notice.OVER, 0);
    clock.move(Duration.ofDays(30));
    assertThat(watch.words()).hasToString("{over=2, 1d=1, 7d=0, 30d=0}");
  }

  private static Credentials ending(Duration one, @Nullable Duration other) {
    Instant second = other == null ? null : NOW.plus(other);
    return new Credentials(List.of(new Secret("a", NOW.plus(one))), List.of(key("k1", second)));
  }

  private static Registration registration(
      String id, @Nullable Instant end, Credentials credentials) {
    Client client = new Client(id, id, Set.of(Scope.CODES), null, null, false, end);
    return new Registration(client, credentials, Owner.UNKNOWN);
  }

  @Test
  void remembersAnAssertionForItsLifeAndRefusesWhenFull() {
    AtomicLong nanos = new AtomicLong();
    NodeAssertionMemory memory = new NodeAssertionMemory(2, nanos::get);
    Duration life = Duration.ofSeconds(90);
    assertThat(memory.isFirstHere("a", "1", life)).isTrue();
    assertThat(memory.isFirstHere("a", "1", life)).isFalse();
    assertThat(memory.isFirstHere("b", "1", life)).isTrue();
    assertThat(memory.isFirstHere("c", "1", life)).as("full").isFalse();
    nanos.set(life.toNanos() - 1);
    assertThat(memory.isFirstHere("a", "1", life)).isFalse();
    nanos.set(life.plusSeconds(2).toNanos());
    assertThat(memory.isFirstHere("a", "1", life)).isTrue();
    assertThat(memory.isFirstHere("c", "1", life)).isTrue();
  }
}
