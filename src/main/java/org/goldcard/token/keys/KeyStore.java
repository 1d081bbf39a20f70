package org.goldcard.token.keys;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.goldcard.token.crypto.KeyPairs;
import org.goldcard.token.crypto.PublicKeyBytes;
import org.goldcard.token.crypto.Signatures;
import org.goldcard.token.keys.KeyProblem.What;

/**
 * The keys on disk: public ones as {@code <directory>/<kid>.jwk}, private ones encrypted as {@code
 * <directory>/private/<kid>.pem}. Blocking: call it on a worker. Changes hold a lock file, so that
 * two commands at once wait for each other; each file changes whole or not at all. Every refusal is
 * a {@link KeysRefused} naming files, never their content.
 */
public final class KeyStore {
  /** Characters of a passphrase, at least. */
  public static final int PASSPHRASE_MIN = 16;

  private static final int NAMES = 1000;

  private final KeyFiles files;
  private final Signatures signatures;
  private final InstantSource clock;

  /** A store in a directory, which need not exist yet. */
  public KeyStore(Path directory, Signatures signatures, InstantSource clock) {
    this.files = new KeyFiles(directory);
    this.signatures = signatures;
    this.clock = clock;
  }

  /**
   * Reads everything, strictly: all public keys, and for each purpose signed here the active
   * private key; waiting ones are tried too. Changes nothing and makes nothing.
   */
  public KeyRing load(char[] passphrase, Set<KeyPurpose> signs) {
    return new KeyReader(files, signatures).readRing(passphrase, signs);
  }

  /**
   * The private key of a record, proven to be its own; empty while its file is not here.
   *
   * @throws KeysRefused when the file is there and does not open
   */
  public Optional<SigningKey> open(PublicKeyRecord record, char[] passphrase) {
    if (!Files.exists(files.privateFile(record.kid()))) {
      return Optional.empty();
    }
    KeyReader reader = new KeyReader(files, signatures);
    Optional<SigningKey> key = reader.open(record, passphrase);
    reader.refuseProblems();
    return key;
  }

  /**
   * Refuses private keys of other purposes than these: a node that only verifies must not hold what
   * passes are signed with.
   */
  public void refuseOthers(Set<KeyPurpose> purposes) {
    try {
      List<KeyProblem> strange =
          files.privateNames().stream()
              .filter(kid -> !KeyPurpose.ofKid(kid).map(purposes::contains).orElse(false))
              .map(kid -> new KeyProblem(files.privateFile(kid).toString(), What.NOT_HERE))
              .toList();
      if (!strange.isEmpty()) {
        throw new KeysRefused(strange);
      }
    } catch (IOException e) {
      throw new KeysRefused(files.directory().toString(), What.UNREADABLE);
    }
  }

  /** Reads the public keys alone, as an offline verifier does. */
  public KeyRing loadPublic() {
    return new KeyReader(files, signatures).readRing(null, Set.of());
  }

  /** All public keys with their history, by name. */
  public List<PublicKeyRecord> list() {
    return new KeyReader(files, signatures).readPublic();
  }

  /**
   * Makes and activates a key for each purpose that has none. Only the embedded default calls this,
   * on its very first start; {@code serve} never makes a key.
   */
  @CanIgnoreReturnValue
  public List<PublicKeyRecord> createMissing(char[] passphrase, Set<KeyPurpose> purposes) {
    return locked(
        () -> {
          List<PublicKeyRecord> made = new ArrayList<>();
          for (KeyPurpose purpose : purposes) {
            List<PublicKeyRecord> records = list();
            if (KeyReader.active(records, purpose).isEmpty()) {
              made.add(makeActive(records, purpose, passphrase));
            }
          }
          return made;
        });
  }

  /** Makes a key and publishes it; it signs after {@link #rotate}. */
  @CanIgnoreReturnValue
  public PublicKeyRecord create(KeyPurpose purpose, char[] passphrase) {
    return locked(() -> make(purpose, passphrase));
  }

  /**
   * Lets the waiting key sign and the present one verify only. Refused while the waiting key is
   * younger than {@code notice}, within which caches of the key set may not know it, unless it is
   * the first of its purpose; and when its private key does not open.
   */
  @CanIgnoreReturnValue
  public PublicKeyRecord rotate(KeyPurpose purpose, char[] passphrase, Duration notice) {
    return locked(
        () -> {
          List<PublicKeyRecord> records = list();
          PublicKeyRecord next =
              waiting(records, purpose)
                  .orElseThrow(() -> new KeysRefused(purpose.name(), What.NO_PUBLISHED));
          boolean first = KeyReader.active(records, purpose).isEmpty();
          if (!first && next.publishedAt().plus(notice).isAfter(now())) {
            throw new KeysRefused(next.kid(), What.TOO_FRESH);
          }
          KeyReader reader = new KeyReader(files, signatures);
          reader.open(next, passphrase).ifPresent(key -> {});
          reader.refuseProblems();
          PublicKeyRecord active = next.activated(now());
          // First the new one: a kill in between leaves two active keys, never none.
          replace(active);
          for (PublicKeyRecord r : records) {
            if (r.purpose() == purpose && r.state() == KeyState.ACTIVE) {
              replace(r.retired(now()));
            }
          }
          return active;
        });
  }

  /**
   * Withdraws a key and deletes its private file. For {@link WithdrawalReason#RUN_OUT} refused
   * while something it signed may still count.
   */
  @CanIgnoreReturnValue
  public PublicKeyRecord withdraw(String kid, WithdrawalReason reason) {
    return locked(
        () -> {
          PublicKeyRecord record =
              list().stream()
                  .filter(r -> r.kid().equals(kid))
                  .findFirst()
                  .orElseThrow(() -> new KeysRefused(kid, What.UNKNOWN));
          Instant needed = record.neededUntil();
          boolean runOut = needed != null && !needed.isAfter(now());
          if (reason == WithdrawalReason.RUN_OUT && !runOut) {
            throw new KeysRefused(kid, What.STILL_NEEDED);
          }
          PublicKeyRecord withdrawn = record.withdrawn(now());
          replace(withdrawn);
          files.deletePrivate(kid);
          return withdrawn;
        });
  }

  private static Optional<PublicKeyRecord> waiting(
      List<PublicKeyRecord> records, KeyPurpose purpose) {
    return records.stream()
        .filter(r -> r.purpose() == purpose && r.state() == KeyState.PUBLISHED)
        .findFirst();
  }

  /** A waiting key is one whose maker was killed before it could activate it. */
  private PublicKeyRecord makeActive(
      List<PublicKeyRecord> records, KeyPurpose purpose, char[] passphrase) throws IOException {
    Optional<PublicKeyRecord> waiting = waiting(records, purpose);
    PublicKeyRecord key = waiting.isPresent() ? waiting.get() : make(purpose, passphrase);
    PublicKeyRecord active = key.activated(now());
    replace(active);
    return active;
  }

  private PublicKeyRecord make(KeyPurpose purpose, char[] passphrase) throws IOException {
    if (passphrase.length < PASSPHRASE_MIN) {
      throw new KeysRefused(purpose.name(), What.WEAK_PASSPHRASE);
    }
    String kid = freeName(purpose);
    KeyPair pair = KeyPairs.generate(purpose.algorithm());
    PublicKeyBytes key = PublicKeyBytes.ofSpki(purpose.algorithm(), pair.getPublic().getEncoded());
    PublicKeyRecord record = PublicKeyRecord.published(kid, purpose, key, now());
    String pem = PrivateKeyFile.write(pair.getPrivate().getEncoded(), passphrase);
    files.createPair(kid, DatedJwk.write(record), pem);
    return record;
  }

  /** The first name after the highest one taken: a name never returns, even of a withdrawn key. */
  private String freeName(KeyPurpose purpose) throws IOException {
    List<String> taken = new ArrayList<>(files.publicNames());
    taken.addAll(files.privateNames());
    int next =
        1
            + taken.stream()
                .filter(kid -> KeyPurpose.ofKid(kid).orElse(null) == purpose)
                .mapToInt(kid -> Integer.parseInt(kid.substring(1)))
                .max()
                .orElse(0);
    if (next >= NAMES) {
      throw new KeysRefused(purpose.name(), What.NO_NAME_LEFT);
    }
    return String.format("%c%02d", purpose.letter(), next);
  }

  private void replace(PublicKeyRecord record) throws IOException {
    files.replacePublic(record.kid(), DatedJwk.write(record));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private synchronized <T> T locked(Change<T> change) {
    Path lockFile = files.directory().resolve(".lock");
    try {
      files.prepare();
      try (FileChannel channel =
              FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (!lock.isValid()) {
          throw new IOException("lock lost");
        }
        files.finishInterrupted();
        return change.run();
      }
    } catch (IOException e) {
      throw new KeysRefused(files.directory().toString(), What.UNREADABLE);
    }
  }

  /** A change of the files. */
  @FunctionalInterface
  private interface Change<T> {
    T run() throws IOException;
  }
}
