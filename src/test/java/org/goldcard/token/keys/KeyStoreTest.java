package org.goldcard.token.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.goldcard.testkit.TestKeys;
import org.goldcard.testkit.TickingClock;
import org.goldcard.token.keys.KeyProblem.What;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyStoreTest {
  private static final Set<KeyPurpose> ALL = EnumSet.of(KeyPurpose.PASS, KeyPurpose.LIVE);
  private static final Duration NOTICE = Duration.ofMinutes(10);

  private final char[] passphrase = "spring of baotu, three jets".toCharArray();
  private final TickingClock clock = new TickingClock("2026-11-23T04:00:00Z");
  @TempDir Path directory;

  private KeyStore store() {
    return new KeyStore(directory, TestKeys.signatures(), clock);
  }

  @Test
  void makesAKeyForEachPurposeOnceAndLoadsThem() {
    assertThat(store().createMissing(passphrase, ALL)).hasSize(ALL.size());
    assertThat(store().createMissing(passphrase, ALL)).isEmpty();

    KeyRing ring = store().load(passphrase, ALL);
    assertThat(ring.selfTest()).isTrue();
    assertThat(ring.records())
        .extracting(PublicKeyRecord::kid)
        .containsExactlyInAnyOrder("P01", "L01");
    assertThat(ring.signing(KeyPurpose.LIVE).kid()).isEqualTo("L01");
  }

  @Test
  void keepsPrivateFilesToTheirOwner() throws IOException {
    store().createMissing(passphrase, ALL);

    Path file = directory.resolve("private/L01.pem");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("r--------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
    assertThat(Files.readString(file)).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
    assertThat(Files.readString(directory.resolve("L01.jwk"))).doesNotContain("\"d\"");
  }

  @Test
  void loadsPublicKeysWithoutAPassphrase() {
    store().createMissing(passphrase, ALL);

    KeyRing ring = store().loadPublic();
    assertThat(ring.find("P01")).isNotNull();
    assertThat(ring.signs(KeyPurpose.PASS)).isFalse();
    assertThatThrownBy(() -> ring.signing(KeyPurpose.PASS))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void needsOnlyThePrivateKeysOfWhatItSigns() throws IOException {
    store().createMissing(passphrase, ALL);
    Files.delete(directory.resolve("private/P01.pem"));

    Set<KeyPurpose> some = EnumSet.of(KeyPurpose.LIVE);
    assertThat(store().load(passphrase, some).selfTest()).isTrue();
    assertThatThrownBy(() -> store().load(passphrase, ALL)).isInstanceOf(KeysRefused.class);
  }

  @Test
  void rotatesToAKeyThatWasPublishedLongEnough() {
    store().createMissing(passphrase, ALL);
    assertThatThrownBy(() -> store().rotate(KeyPurpose.LIVE, passphrase, NOTICE))
        .satisfies(refusedFor(What.NO_PUBLISHED));

    PublicKeyRecord next = store().create(KeyPurpose.LIVE, passphrase);
    assertThat(next.kid()).isEqualTo("L02");
    assertThat(store().load(passphrase, ALL).signing(KeyPurpose.LIVE).kid()).isEqualTo("L01");
    assertThat(store().loadPublic().jwks()).contains("\"L02\"");
    assertThatThrownBy(() -> store().rotate(KeyPurpose.LIVE, passphrase, NOTICE))
        .satisfies(refusedFor(What.TOO_FRESH));

    clock.move(NOTICE);
    assertThat(store().rotate(KeyPurpose.LIVE, passphrase, NOTICE).state())
        .isEqualTo(KeyState.ACTIVE);
    KeyRing ring = store().load(passphrase, ALL);
    assertThat(ring.signing(KeyPurpose.LIVE).kid()).isEqualTo("L02");
    assertThat(state(ring, "L01")).isEqualTo(KeyState.VERIFY_ONLY);
  }

  private static KeyState state(KeyRing ring, String kid) {
    return ring.records().stream()
        .filter(r -> r.kid().equals(kid))
        .findFirst()
        .orElseThrow()
        .state();
  }

  @Test
  void keepsAKeyWhileAnythingItSignedMayCount() {
    store().createMissing(passphrase, ALL);
    var made = store().create(KeyPurpose.LIVE, passphrase);
    clock.move(NOTICE);
    var active = store().rotate(KeyPurpose.LIVE, passphrase, NOTICE);
    assertThat(active.kid()).isEqualTo(made.kid());

    assertThatThrownBy(() -> store().withdraw("L01", WithdrawalReason.RUN_OUT))
        .satisfies(refusedFor(What.STILL_NEEDED));
    assertThatThrownBy(() -> store().withdraw("L02", WithdrawalReason.RUN_OUT))
        .satisfies(refusedFor(What.STILL_NEEDED));
    clock.move(KeyPurpose.LIVE.longestLife());
    assertThat(store().withdraw("L01", WithdrawalReason.RUN_OUT).state())
        .isEqualTo(KeyState.WITHDRAWN);
    assertThat(directory.resolve("private/L01.pem")).doesNotExist();
    assertThat(store().loadPublic().jwks()).doesNotContain("\"L01\"");
    assertThat(store().create(KeyPurpose.LIVE, passphrase).kid()).isEqualTo("L03");
  }

  @Test
  void withdrawsACompromisedKeyAtOnceAndThenRefusesToSign() {
    store().createMissing(passphrase, ALL);
    var withdrawn = store().withdraw("P01", WithdrawalReason.COMPROMISED);

    assertThat(withdrawn.withdrawnAt()).isEqualTo(clock.instant());
    assertThatThrownBy(() -> store().load(passphrase, ALL)).satisfies(refusedFor(What.NO_ACTIVE));
    assertThat(store().createMissing(passphrase, ALL))
        .extracting(PublicKeyRecord::kid)
        .containsExactly("P02");
    assertThatThrownBy(() -> store().withdraw("X99", WithdrawalReason.COMPROMISED))
        .satisfies(refusedFor(What.UNKNOWN));
  }

  @Test
  void refusesAShortPassphrase() {
    assertThatThrownBy(() -> store().create(KeyPurpose.PASS, "fifteen letters".toCharArray()))
        .satisfies(refusedFor(What.WEAK_PASSPHRASE));
  }

  @Test
  void finishesAPairWhoseMakerWasKilled() throws IOException {
    store().createMissing(passphrase, ALL);
    Files.move(directory.resolve("L01.jwk"), directory.resolve(".L01.new"));
    Files.writeString(directory.resolve(".L02.new"), "half");

    assertThat(store().createMissing(passphrase, ALL)).isEmpty();
    assertThat(store().load(passphrase, ALL).selfTest()).isTrue();
    assertThat(directory.resolve(".L02.new")).doesNotExist();
  }

  @Test
  void signsWithTheYoungerOfTwoActiveKeysAfterAKilledRotation() throws IOException {
    store().createMissing(passphrase, ALL);
    var next = store().create(KeyPurpose.LIVE, passphrase);
    byte[] before = Files.readAllBytes(directory.resolve("L01.jwk"));
    clock.move(NOTICE);
    var active = store().rotate(KeyPurpose.LIVE, passphrase, NOTICE);
    Files.write(directory.resolve("L01.jwk"), before);

    assertThat(active.kid()).isEqualTo(next.kid());
    assertThat(store().load(passphrase, ALL).signing(KeyPurpose.LIVE).kid()).isEqualTo("L02");
  }

  static Consumer<Throwable> refusedFor(What... expected) {
    return thrown ->
        assertThat(((KeysRefused) thrown).problems())
            .extracting(KeyProblem::what)
            .containsExactlyInAnyOrder(expected);
  }
}
