package org.goldcard.token.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.goldcard.testkit.TestKeys;
import org.goldcard.testkit.TickingClock;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.jws.JwsReader;
import org.goldcard.token.jws.JwsSigner;
import org.goldcard.token.jws.SignedText;
import org.goldcard.token.jws.TokenKind;
import org.goldcard.token.keys.KeyPurpose;
import org.goldcard.token.keys.KeyStore;
import org.goldcard.token.keys.PublicKeyRecord;
import org.goldcard.token.keys.WithdrawalReason;
import org.goldcard.token.notice.NodeKeys.Told;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NodeKeysTest {
  private static final char[] PASSPHRASE = "nine lanterns over the lake".toCharArray();
  private static final Issuer ISSUER = new Issuer("https://card.example");

  private static Path template;
  @TempDir Path home;
  private final TickingClock clock = new TickingClock("2026-06-01T01:00:00Z");
  private KeyStore store;
  private NodeKeys full;
  private NodeKeys gate;

  /** Keys take long to make and to open: made once, and opened only where a test needs them. */
  @BeforeAll
  static void makeKeys(@TempDir Path made) {
    template = made;
    TickingClock then = new TickingClock("2026-06-01T01:00:00Z");
    KeyStore first = new KeyStore(made.resolve("full"), TestKeys.signatures(), then);
    KeyStore strange = new KeyStore(made.resolve("strange"), TestKeys.signatures(), then);
    EnumSet<KeyPurpose> needed = EnumSet.of(KeyPurpose.LIVE, KeyPurpose.AUDIT, KeyPurpose.ACCESS);
    assertThat(first.createMissing(PASSPHRASE, needed)).hasSize(3);
    assertThat(strange.createMissing(PASSPHRASE, EnumSet.of(KeyPurpose.AUDIT))).hasSize(1);
  }

  @BeforeEach
  void install() throws Exception {
    copy("full", "full", "L01.jwk", "H01.jwk", "A01.jwk", "private/L01.pem", "private/H01.pem");
    copy("full", "gate", "L01.jwk", "H01.jwk", "A01.jwk", "private/A01.pem");
    copy("strange", "strange", "H01.jwk", "private/H01.pem");
    store = store(home.resolve("full"));
    full = keys(store, EnumSet.of(KeyPurpose.LIVE, KeyPurpose.AUDIT));
    gate = keys(store(home.resolve("gate")), EnumSet.of(KeyPurpose.ACCESS));
  }

  private void copy(String from, String to, String... files) throws IOException {
    for (String file : files) {
      Path target = home.resolve(to).resolve(file);
      Files.createDirectories(target.getParent());
      Files.copy(template.resolve(from).resolve(file), target, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  @Test
  void aNodeSignsWithTheNextKeyOnceItIsToldAndAGateKnowsItWithoutAFile() {
    rotate(KeyPurpose.LIVE);
    List<Told> told = told();
    assertThat(full.take(told)).as("the private file is to be opened").isTrue();
    assertThat(full.get().signing(KeyPurpose.LIVE).kid()).isEqualTo("L01");
    full.open();
    assertThat(full.get().signing(KeyPurpose.LIVE).kid()).isEqualTo("L02");
    SignedText code = sign();
    assertThat(reads(gate, code)).isFalse();
    assertThat(gate.take(told)).isFalse();
    assertThat(reads(gate, code)).isTrue();
    assertThat(gate.get().jwks()).contains("\"L02\"").contains("\"L01\"");
  }

  @Test
  void aWithdrawnKeyCountsNoMoreFromTheWordAlone() {
    SignedText code = sign();
    assertThat(reads(gate, code)).isTrue();
    assertThat(gate.take(List.of(new Told("L01", true, "")))).isFalse();
    assertThat(reads(gate, code)).isFalse();
    assertThat(gate.get().jwks()).doesNotContain("\"L01\"");
  }

  @Test
  void aNoticeCountsOnlyWithTheSignatureOfTheAuditKey() {
    KeyStore strange = store(home.resolve("strange"));
    assertThat(strange.create(KeyPurpose.LIVE, PASSPHRASE).kid()).isEqualTo("L01");
    assertThat(strange.create(KeyPurpose.LIVE, PASSPHRASE).kid()).isEqualTo("L02");
    NodeKeys forger = keys(strange, EnumSet.of(KeyPurpose.AUDIT));
    List<Told> forged = told(forger, strange.list());
    assertThat(forger.notices().read(forged.get(0).notice())).as("itself reads it").isPresent();
    assertThat(gate.take(forged)).isFalse();
    assertThat(gate.get().find("L02")).isNull();
    assertThat(reads(gate, sign())).isTrue();
  }

  @Test
  void aNoticeOfAnotherKeyUnderAKnownNameChangesNothing() {
    PublicKeyRecord live = record("L01");
    PublicKeyRecord second = store.create(KeyPurpose.LIVE, PASSPHRASE);
    var swapped =
        new PublicKeyRecord(
            "L01",
            KeyPurpose.LIVE,
            second.key(),
            live.state(),
            live.publishedAt(),
            live.activeAt(),
            null,
            null);
    String notice = full.notices().write(swapped);
    assertThat(gate.take(List.of(new Told("L01", false, notice)))).isFalse();
    assertThat(reads(gate, sign())).isTrue();
  }

  @Test
  void aNewAuditKeyVouchesForWhatComesAfterItInWhateverOrder() {
    rotate(KeyPurpose.AUDIT);
    String audit = full.notices().write(record("H02"));
    assertThat(full.take(List.of(new Told("H02", false, audit)))).isTrue();
    full.open();
    rotate(KeyPurpose.LIVE);
    String live = full.notices().write(record("L02"));
    assertThat(gate.take(List.of(new Told("L02", false, live), new Told("H02", false, audit))))
        .isFalse();
    assertThat(gate.get().find("L02")).isNotNull();
  }

  @Test
  void aWithdrawnAuditKeyVouchesForNothing() {
    rotate(KeyPurpose.LIVE);
    List<Told> told = new ArrayList<>(told());
    told.removeIf(t -> t.kid().equals("H01"));
    told.add(new Told("H01", true, ""));
    assertThat(gate.take(told)).isFalse();
    assertThat(gate.get().find("L02")).isNull();
  }

  @Test
  void statesOnlyGoForward() {
    List<Told> before = told();
    assertThat(store.create(KeyPurpose.LIVE, PASSPHRASE).kid()).isEqualTo("L02");
    assertThat(store.withdraw("L01", WithdrawalReason.COMPROMISED).kid()).isEqualTo("L01");
    assertThat(gate.take(told())).isFalse();
    NodeKeys restarted = keys(store, EnumSet.of(KeyPurpose.AUDIT));
    assertThat(restarted.take(before)).isFalse();
    assertThat(Objects.requireNonNull(restarted.get().find("L01")).counts()).isFalse();
  }

  @Test
  void toldTheSameAgainTheRingIsTheSame() {
    assertThat(full.take(told())).isFalse();
    var ring = full.get();
    assertThat(full.take(told())).isFalse();
    assertThat(full.get()).isSameAs(ring);
  }

  @Test
  void noGoodCodeIsRefusedWhileKeysChange() throws Exception {
    assertThat(store.create(KeyPurpose.LIVE, PASSPHRASE).kid()).isEqualTo("L02");
    AtomicInteger refused = new AtomicInteger();
    AtomicInteger read = new AtomicInteger();
    AtomicBoolean stop = new AtomicBoolean();
    SignedText old = sign();
    Thread reader =
        new Thread(
            () -> {
              while (!stop.get()) {
                boolean good = reads(gate, old) && reads(full, sign());
                refused.addAndGet(good ? 0 : 1);
                read.incrementAndGet();
              }
            });
    reader.start();
    for (int i = 2; i < 5; i++) {
      List<Told> told = told();
      assertThat(gate.take(told)).isFalse();
      if (full.take(told)) {
        full.open();
      }
      clock.move(Duration.ofDays(2));
      assertThat(store.rotate(KeyPurpose.LIVE, PASSPHRASE, Duration.ofDays(1)).kid())
          .isEqualTo("L%02d".formatted(i));
      assertThat(store.create(KeyPurpose.LIVE, PASSPHRASE).kid()).startsWith("L");
    }
    stop.set(true);
    reader.join();
    assertThat(read.get()).isPositive();
    assertThat(refused.get()).isZero();
  }

  private void rotate(KeyPurpose purpose) {
    assertThat(store.create(purpose, PASSPHRASE).purpose()).isEqualTo(purpose);
    assertThat(store.rotate(purpose, PASSPHRASE, Duration.ZERO).purpose()).isEqualTo(purpose);
  }

  private PublicKeyRecord record(String kid) {
    return store.list().stream().filter(r -> r.kid().equals(kid)).findFirst().orElseThrow();
  }

  private List<Told> told() {
    return told(full, store.list());
  }

  private static List<Told> told(NodeKeys keys, List<PublicKeyRecord> records) {
    return records.stream()
        .map(r -> new Told(r.kid(), r.withdrawnAt() != null, keys.notices().write(r)))
        .toList();
  }

  private SignedText sign() {
    byte[] claims = "{\"a\":1}".getBytes(StandardCharsets.US_ASCII);
    return new JwsSigner(full).sign(TokenKind.LIVE_CODE, claims);
  }

  private static boolean reads(NodeKeys keys, SignedText code) {
    return new JwsReader(keys).read(code, EnumSet.of(TokenKind.LIVE_CODE)).token().isPresent();
  }

  private KeyStore store(Path directory) {
    return new KeyStore(directory, TestKeys.signatures(), clock);
  }

  private NodeKeys keys(KeyStore from, EnumSet<KeyPurpose> signs) {
    return new NodeKeys(from, PASSPHRASE, signs, ISSUER, clock);
  }
}
