package org.goldcard;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.goldcard.card.Card;
import org.goldcard.config.Settings;
import org.goldcard.config.SigningKeys;
import org.goldcard.partners.Access;
import org.goldcard.token.LiveCode;
import org.goldcard.token.LiveCodes;
import org.goldcard.token.PassSigner;
import org.goldcard.token.ScanReader;
import org.goldcard.token.access.AccessReader;
import org.goldcard.token.access.AccessTokens;
import org.goldcard.token.answer.AnswerTokens;
import org.goldcard.token.bundle.BundleTokens;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.jws.JwsSigner;
import org.goldcard.token.keys.KeyPurpose;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.token.keys.KeyStore;
import org.goldcard.token.list.ListSeries;
import org.goldcard.token.list.StatusList;
import org.goldcard.token.list.StatusListTokens;

/** Everything a node signs and reads, over the keys as they are loaded. Safe from any thread. */
final class Tokens {
  private final KeyRing ring;
  private final ListSeries series;
  private final PassSigner passes;
  private final LiveCodes codes;
  private final StatusListTokens lists;
  private final BundleTokens bundles;
  private final ScanReader scans;
  private final BearerTokens bearers;
  private final AnswerTokens answers;
  private final Issuer issuer;
  private volatile Predicate<Access> stillActive = access -> false;

  private Tokens(KeyRing ring, Issuer issuer, InstantSource clock) {
    SecureRandom random = new SecureRandom();
    Supplier<KeyRing> keys = () -> ring;
    JwsSigner signer = new JwsSigner(keys);
    this.ring = ring;
    this.issuer = issuer;
    this.answers = new AnswerTokens(signer, issuer, clock);
    this.series = new ListSeries(issuer);
    this.passes = new PassSigner(signer, issuer, clock);
    this.codes = new LiveCodes(signer, random);
    this.lists = new StatusListTokens(signer, clock);
    this.bundles = new BundleTokens(signer, issuer, clock);
    this.scans = new ScanReader(keys, issuer, clock);
    this.bearers =
        new BearerTokens(
            new AccessTokens(signer, issuer, clock, random),
            new AccessReader(keys, issuer, clock),
            access -> stillActive.test(access));
  }

  /** Asks this of every access token from now on; before, none counts. */
  void honourOnly(Predicate<Access> active) {
    stillActive = active;
  }

  /** Loads the keys of a node that does everything; refuses with what is wrong with which file. */
  static Tokens load(Settings settings, InstantSource clock) {
    SigningKeys keys = settings.keys();
    Issuer issuer = new Issuer(settings.issuer().toString());
    KeyStore store = new KeyStore(keys.directory(), Engines.chosen(), clock);
    char[] passphrase = keys.passphrase().value().toCharArray();
    return new Tokens(store.load(passphrase, Set.of(KeyPurpose.values())), issuer, clock);
  }

  KeyRing ring() {
    return ring;
  }

  BearerTokens bearers() {
    return bearers;
  }

  AnswerTokens answers() {
    return answers;
  }

  Issuer issuer() {
    return issuer;
  }

  ScanReader scans() {
    return scans;
  }

  /** The signed pass of a recorded card. */
  String pass(Card card) {
    return passes.sign(card).text();
  }

  /** The live code of the running slot and those that follow. */
  List<LiveCode> codes(Card card, Instant fetchedAt, int count) {
    return codes.ahead(card.number(), card.index(), fetchedAt, count);
  }

  /** Signs offline bundles. */
  BundleTokens bundles() {
    return bundles;
  }

  /** Where a list is published. */
  String listUri(int number) {
    return series.uri(number);
  }

  /** The bits of one list, compressed; takes milliseconds. */
  static String packed(BitSet bits) {
    return StatusList.of(1, ListSeries.ENTRIES, i -> bits.get(i) ? 1 : 0).encode();
  }

  /** A published list of one-bit entries, signed; takes milliseconds. */
  String list(int number, byte[] bits) {
    StatusList list = StatusList.of(1, bits.length * 8, i -> bits[i / 8] >>> (i % 8) & 1);
    return lists.sign(series.uri(number), list).text();
  }
}
