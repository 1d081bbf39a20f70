package org.goldcard.token.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.goldcard.token.keys.KeyStoreTest.refusedFor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import org.goldcard.testkit.TestKeys;
import org.goldcard.testkit.TickingClock;
import org.goldcard.token.keys.KeyProblem.What;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key directory that is not whole stops the start with every problem named and no content. */
class BrokenKeysTest {
  private static final Set<KeyPurpose> ALL = EnumSet.allOf(KeyPurpose.class);

  private static final char[] PASSPHRASE = "spring of baotu, three jets".toCharArray();
  private final char[] passphrase = PASSPHRASE.clone();
  @TempDir Path directory;

  @BeforeEach
  void makeKeys() {
    assertThat(store().createMissing(passphrase, ALL)).hasSize(6);
  }

  private KeyStore store() {
    return new KeyStore(directory, TestKeys.signatures(), new TickingClock("2026-11-23T04:00:00Z"));
  }

  /** Opening a key takes its time, so that most tests sign for two purposes only. */
  private void refused(What... problems) {
    Set<KeyPurpose> two = EnumSet.of(KeyPurpose.PASS, KeyPurpose.LIVE);
    assertThatThrownBy(() -> store().load(passphrase, two)).satisfies(refusedFor(problems));
  }

  private Path pem(String kid) {
    return directory.resolve("private/" + kid + ".pem");
  }

  private Path jwk(String kid) {
    return directory.resolve(kid + ".jwk");
  }

  private void write(Path file, String text) throws IOException {
    Files.delete(file);
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
  }

  private void edit(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(from);
    write(file, text.replace(from, to));
  }

  @Test
  void refusesAMissingDirectory() {
    KeyStore nowhere =
        new KeyStore(
            directory.resolve("x"),
            TestKeys.signatures(),
            new TickingClock("2026-11-23T04:00:00Z"));
    assertThatThrownBy(() -> nowhere.load(passphrase, Set.of()))
        .satisfies(refusedFor(What.NO_DIRECTORY));
  }

  @Test
  void refusesAMissingPrivateKey() throws IOException {
    Files.delete(pem("P01"));
    refused(What.MISSING_PRIVATE);
  }

  @Test
  void refusesAMissingPublicKey() throws IOException {
    Files.delete(jwk("P01"));
    refused(What.MISSING_PUBLIC, What.NO_ACTIVE);
  }

  @Test
  void refusesAPrivateKeyOfAnother() throws IOException {
    Files.move(pem("S01"), pem("P01"), StandardCopyOption.REPLACE_EXISTING);
    refused(What.MISMATCH);
  }

  @Test
  void refusesAPrivateKeyOfAnotherAlgorithm() throws IOException {
    Files.copy(
        pem("P01"),
        pem("L01"),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.COPY_ATTRIBUTES);
    refused(What.MISMATCH);
  }

  @Test
  void refusesPrivateKeysThatOthersCanRead() throws IOException {
    Files.setPosixFilePermissions(pem("P01"), PosixFilePermissions.fromString("r--r-----"));
    Files.setPosixFilePermissions(pem("L01"), PosixFilePermissions.fromString("rw-------"));
    refused(What.WRONG_PERMISSION, What.WRONG_PERMISSION);
  }

  @Test
  void refusesAnotherPassphraseForEveryKey() {
    char[] other = "spring of baotu, three jetz".toCharArray();
    assertThatThrownBy(() -> store().load(other, EnumSet.of(KeyPurpose.PASS, KeyPurpose.LIVE)))
        .satisfies(refusedFor(What.WRONG_PASSPHRASE, What.WRONG_PASSPHRASE));
  }

  @Test
  void refusesCorruptPrivateKeys() throws IOException {
    write(pem("P01"), "no key at all");
    write(pem("L01"), "");
    write(pem("S01"), Files.readString(pem("S01")).substring(0, 120));
    write(pem("A01"), Files.readString(pem("A01")) + Files.readString(pem("A01")));
    Set<KeyPurpose> four =
        EnumSet.of(KeyPurpose.PASS, KeyPurpose.LIVE, KeyPurpose.LIST, KeyPurpose.ACCESS);
    What corrupt = What.CORRUPT_PRIVATE;
    assertThatThrownBy(() -> store().load(passphrase, four))
        .satisfies(refusedFor(corrupt, corrupt, corrupt, corrupt));
  }

  @Test
  void refusesAPrivateKeyInTheClear() throws IOException {
    String clear =
        Base64.getMimeEncoder()
            .encodeToString(new TestKeys().pair(KeyPurpose.LIVE).getPrivate().getEncoded());
    write(pem("L01"), "-----BEGIN PRIVATE KEY-----\n" + clear + "\n-----END PRIVATE KEY-----\n");
    refused(What.CORRUPT_PRIVATE);
  }

  @Test
  void refusesCorruptPublicKeys() throws IOException {
    write(jwk("P01"), "{");
    edit(jwk("L01"), "\"EdDSA\"", "\"ES256\"");
    edit(jwk("S01"), "\"ACTIVE\"", "\"active\"");
    edit(jwk("A01"), "\"kid\"", "\"d\" : \"AAAA\", \"kid\"");
    edit(jwk("R01"), "\"published_at\"", "\"published\"");
    edit(jwk("H01"), "\"kty\"", "\"kty\" : \"EC\", \"kty\"");
    assertThatThrownBy(() -> store().loadPublic())
        .satisfies(
            refusedFor(
                What.CORRUPT_PUBLIC,
                What.CORRUPT_PUBLIC,
                What.CORRUPT_PUBLIC,
                What.CORRUPT_PUBLIC,
                What.CORRUPT_PUBLIC,
                What.CORRUPT_PUBLIC));
  }

  @Test
  void refusesASmallOrderPublicKeyAtImport() throws IOException {
    String text = Files.readString(jwk("L01"));
    String small = "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    write(jwk("L01"), text.replaceFirst("\"x\" : \"[^\"]*\"", "\"x\" : \"" + small + "\""));
    assertThatThrownBy(() -> store().loadPublic()).satisfies(refusedFor(What.UNSAFE_PUBLIC));
  }

  @Test
  void refusesAFileUnderAnotherName() throws IOException {
    Files.move(jwk("L01"), jwk("L07"));
    Files.move(pem("L01"), pem("L07"));
    assertThatThrownBy(() -> store().loadPublic()).satisfies(refusedFor(What.WRONG_NAME));
  }

  @Test
  void namesTheFileInBothLanguagesAndNothingOfItsContent() throws IOException {
    write(pem("P01"), "SECRET-CONTENT");
    assertThatThrownBy(() -> store().load(passphrase, EnumSet.of(KeyPurpose.PASS)))
        .hasMessageContaining("P01.pem")
        .hasMessageContaining("corrupt")
        .hasMessageContaining("已损坏")
        .hasMessageNotContaining("SECRET")
        .hasMessageNotContaining("baotu");
  }
}
