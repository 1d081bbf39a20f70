package org.goldcard.token.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.goldcard.token.crypto.Signatures;
import org.goldcard.token.crypto.Signer;
import org.goldcard.token.keys.KeyProblem.What;
import org.jspecify.annotations.Nullable;

/** One strict reading of a key directory that collects every problem before it refuses. */
final class KeyReader {
  private static final byte[] PROBE = {'p', 'a', 'i', 'r'};

  private final KeyFiles files;
  private final Signatures signatures;
  private final List<KeyProblem> problems = new ArrayList<>();

  KeyReader(KeyFiles files, Signatures signatures) {
    this.files = files;
    this.signatures = signatures;
  }

  /** The public keys by name. */
  List<PublicKeyRecord> readPublic() {
    List<PublicKeyRecord> records = records();
    refuseProblems();
    return records;
  }

  /** The whole ring: public keys, and the private ones of the purposes signed here. */
  KeyRing readRing(char @Nullable [] passphrase, Set<KeyPurpose> signs) {
    List<PublicKeyRecord> records = records();
    List<SigningKey> signing = new ArrayList<>();
    for (KeyPurpose purpose : signs.isEmpty() ? Set.<KeyPurpose>of() : EnumSet.copyOf(signs)) {
      char[] secret = passphrase == null ? new char[0] : passphrase;
      signingKey(records, purpose, secret).ifPresent(signing::add);
    }
    refuseProblems();
    return new KeyRing(records, signing, signatures);
  }

  /** The private key of a record, proven to be its own. */
  Optional<SigningKey> open(PublicKeyRecord record, char[] passphrase) {
    Path file = files.privateFile(record.kid());
    try {
      if (!Files.exists(file)) {
        return problem(file, What.MISSING_PRIVATE);
      }
      byte[] pkcs8 = PrivateKeyFile.read(file.toString(), Files.readString(file), passphrase);
      return pair(file, record, pkcs8);
    } catch (IOException e) {
      return problem(file, What.UNREADABLE);
    } catch (KeysRefused e) {
      problems.addAll(e.problems());
      return Optional.empty();
    }
  }

  void refuseProblems() {
    if (!problems.isEmpty()) {
      throw new KeysRefused(problems);
    }
  }

  private Optional<SigningKey> pair(Path file, PublicKeyRecord record, byte[] pkcs8) {
    try {
      Signer signer = signatures.signer(record.purpose().algorithm(), pkcs8);
      byte[] signature = signer.sign(PROBE);
      if (signatures.verifier(record.key()).verify(PROBE, PROBE.length, signature)) {
        return Optional.of(new SigningKey(record.kid(), record.purpose(), signer));
      }
    } catch (IllegalArgumentException e) {
      // A key of another algorithm is a mismatch as well.
    }
    return problem(file, What.MISMATCH);
  }

  private Optional<SigningKey> signingKey(
      List<PublicKeyRecord> records, KeyPurpose purpose, char[] passphrase) {
    Optional<PublicKeyRecord> active = active(records, purpose);
    if (active.isEmpty()) {
      return problem(purpose.name(), What.NO_ACTIVE);
    }
    // The next key is opened too: better found now than at the rotation.
    records.stream()
        .filter(r -> r.purpose() == purpose && r.state() == KeyState.PUBLISHED)
        .forEach(r -> open(r, passphrase).ifPresent(key -> {}));
    return open(active.get(), passphrase);
  }

  /** The key that signs: were a rotation cut short, two are active and the younger one signs. */
  static Optional<PublicKeyRecord> active(List<PublicKeyRecord> records, KeyPurpose purpose) {
    return records.stream()
        .filter(r -> r.purpose() == purpose && r.state() == KeyState.ACTIVE)
        .max(
            Comparator.comparing(PublicKeyRecord::publishedAt).thenComparing(PublicKeyRecord::kid));
  }

  private List<PublicKeyRecord> records() {
    List<PublicKeyRecord> records = new ArrayList<>();
    if (!Files.isDirectory(files.directory())) {
      problems.add(new KeyProblem(files.directory().toString(), What.NO_DIRECTORY));
      return records;
    }
    try {
      List<String> names = files.publicNames();
      names.forEach(kid -> record(kid).ifPresent(records::add));
      for (String kid : files.privateNames()) {
        checkPrivate(kid, names.contains(kid));
      }
    } catch (IOException e) {
      problems.add(new KeyProblem(files.directory().toString(), What.UNREADABLE));
    }
    return records;
  }

  private Optional<PublicKeyRecord> record(String kid) {
    Path file = files.publicFile(kid);
    try {
      PublicKeyRecord record = DatedJwk.read(file.toString(), Files.readAllBytes(file));
      return record.kid().equals(kid) ? Optional.of(record) : problem(file, What.WRONG_NAME);
    } catch (IOException e) {
      return problem(file, What.UNREADABLE);
    } catch (KeysRefused e) {
      problems.addAll(e.problems());
      return Optional.empty();
    }
  }

  private void checkPrivate(String kid, boolean hasPublic) throws IOException {
    Path file = files.privateFile(kid);
    if (!hasPublic) {
      problems.add(new KeyProblem(files.publicFile(kid).toString(), What.MISSING_PUBLIC));
    }
    if (!files.onlyOwnerReads(file)) {
      problems.add(new KeyProblem(file.toString(), What.WRONG_PERMISSION));
    }
  }

  private <T> Optional<T> problem(Object where, What what) {
    problems.add(new KeyProblem(where.toString(), what));
    return Optional.empty();
  }
}
