package org.goldcard.token.notice;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.keys.KeyPurpose;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.token.keys.KeyState;
import org.goldcard.token.keys.KeyStore;
import org.goldcard.token.keys.PublicKeyRecord;
import org.goldcard.token.keys.SigningKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of a running node: those of its files, and what was told since. A key told to be
 * withdrawn counts no more from the moment it is told; a key told by a genuine notice is known
 * without a file; of two states the one further along counts. A node goes on signing with the key
 * it has until it can open the private file of the next. Reading is from memory, from any thread.
 */
public final class NodeKeys implements Supplier<KeyRing> {
  private static final Logger LOG = LoggerFactory.getLogger(NodeKeys.class);

  /** The key that should sign first: active before verifying only, of two the younger. */
  private static final Comparator<PublicKeyRecord> SIGNS_FIRST =
      Comparator.comparing(PublicKeyRecord::state)
          .thenComparing(Comparator.comparing(PublicKeyRecord::publishedAt).reversed())
          .thenComparing(Comparator.comparing(PublicKeyRecord::kid).reversed());

  private final KeyStore store;
  private final char[] passphrase;
  private final Set<KeyPurpose> signs;
  private final KeyNotices notices;
  private final KeyNotices trials;
  private final KeyRing files;
  private final Map<String, SigningKey> opened = new HashMap<>();
  private KeyRing trial;
  private volatile KeyRing ring;

  /**
   * Loads the files; blocks.
   *
   * @param signs what this node signs for: the private keys it needs
   * @throws org.goldcard.token.keys.KeysRefused naming every problem
   */
  public NodeKeys(
      KeyStore store,
      char[] passphrase,
      Set<KeyPurpose> signs,
      Issuer issuer,
      InstantSource clock) {
    this.store = store;
    this.passphrase = passphrase.clone();
    this.signs = EnumSet.copyOf(signs);
    this.files = store.load(passphrase, signs);
    this.ring = files;
    this.trial = files;
    this.trials = new KeyNotices(() -> trial, issuer, clock);
    this.notices = new KeyNotices(this, issuer, clock);
    for (KeyPurpose purpose : this.signs) {
      SigningKey key = files.signing(purpose);
      opened.put(key.kid(), key);
    }
  }

  /** The ring as it stands. */
  @Override
  public KeyRing get() {
    return ring;
  }

  /** The public keys of this node's files, as they were when it started. */
  public List<PublicKeyRecord> files() {
    return files.records();
  }

  /** The notices of this node's keys. */
  public KeyNotices notices() {
    return notices;
  }

  /**
   * What is told of one key.
   *
   * @param kid its name
   * @param withdrawn whether it counts no more, which needs no notice
   * @param notice what {@link KeyNotices#write} wrote
   */
  public record Told(String kid, boolean withdrawn, String notice) {}

  /**
   * Takes over everything told so far, in memory. Answers whether {@link #open} should be called: a
   * key that should sign here is not open yet.
   */
  public synchronized boolean take(Collection<Told> told) {
    Map<String, PublicKeyRecord> records = new TreeMap<>();
    files.records().forEach(record -> records.put(record.kid(), record));
    withdraw(told, records);
    Set<String> read = new HashSet<>();
    boolean learnt = true;
    while (learnt) {
      // What is known already vouches for what is not: a new audit key may vouch for others.
      trial = new KeyRing(List.copyOf(records.values()), List.of(), files.signatures());
      learnt = told.stream().filter(t -> read(t, records, read)).count() > 0;
      withdraw(told, records);
    }
    ring = ring(records);
    return signs.stream().anyMatch(purpose -> !isOpen(purpose));
  }

  private static void withdraw(Collection<Told> told, Map<String, PublicKeyRecord> records) {
    for (Told one : told) {
      PublicKeyRecord known = records.get(one.kid());
      if (one.withdrawn() && known != null && known.state() != KeyState.WITHDRAWN) {
        records.put(one.kid(), known.withdrawn(known.publishedAt()));
      }
    }
  }

  /** Reads a notice not yet read; answers whether it said anything new. */
  private boolean read(Told told, Map<String, PublicKeyRecord> records, Set<String> read) {
    if (read.contains(told.kid())) {
      return false;
    }
    Optional<PublicKeyRecord> said =
        trials.read(told.notice()).filter(record -> record.kid().equals(told.kid()));
    if (said.isEmpty()) {
      return false;
    }
    read.add(told.kid());
    PublicKeyRecord record = said.get();
    PublicKeyRecord known = records.get(told.kid());
    if (known != null && !known.key().equals(record.key())) {
      LOG.error(
          "key {}: its notice and its file are two different keys; the file counts", told.kid());
      return false;
    }
    boolean further = known == null || record.state().compareTo(known.state()) > 0;
    if (further) {
      records.put(told.kid(), record);
    }
    return further;
  }

  private boolean isOpen(KeyPurpose purpose) {
    return next(purpose).map(record -> opened.containsKey(record.kid())).orElse(true);
  }

  private Optional<PublicKeyRecord> next(KeyPurpose purpose) {
    return ring.records().stream()
        .filter(r -> r.purpose() == purpose && r.state() == KeyState.ACTIVE)
        .min(SIGNS_FIRST);
  }

  /** Opens the private files of keys that should sign here; blocks. */
  public synchronized void open() {
    for (KeyPurpose purpose : signs) {
      next(purpose)
          .filter(record -> !opened.containsKey(record.kid()))
          .flatMap(record -> store.open(record, passphrase))
          .ifPresent(key -> opened.put(key.kid(), key));
      if (!isOpen(purpose)) {
        LOG.error("the private key that should sign for {} is not on this node", purpose);
      }
    }
    Map<String, PublicKeyRecord> records = new TreeMap<>();
    ring.records().forEach(record -> records.put(record.kid(), record));
    ring = ring(records);
  }

  private KeyRing ring(Map<String, PublicKeyRecord> records) {
    List<SigningKey> signing = new ArrayList<>();
    for (KeyPurpose purpose : signs) {
      records.values().stream()
          .filter(r -> r.purpose() == purpose && opened.containsKey(r.kid()))
          .filter(r -> r.state() == KeyState.ACTIVE || r.state() == KeyState.VERIFY_ONLY)
          .min(SIGNS_FIRST)
          .ifPresent(record -> signing.add(opened.get(record.kid())));
    }
    List<PublicKeyRecord> all = List.copyOf(records.values());
    return unchanged(all, signing) ? ring : new KeyRing(all, signing, files.signatures());
  }

  /** A ring that is replaced without need would forget every remembered token. */
  private boolean unchanged(List<PublicKeyRecord> records, List<SigningKey> signing) {
    return ring.records().equals(records)
        && signing.stream().allMatch(key -> ring.signs(key.purpose()) && isSame(key))
        && signs.stream().filter(ring::signs).count() == signing.size();
  }

  private boolean isSame(SigningKey key) {
    return ring.signing(key.purpose()) == key;
  }
}
