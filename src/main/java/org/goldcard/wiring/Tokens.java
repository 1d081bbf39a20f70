package org.goldcard.wiring;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.goldcard.card.Card;
import org.goldcard.config.Settings;
import org.goldcard.token.LiveCode;
import org.goldcard.token.LiveCodes;
import org.goldcard.token.PassSigner;
import org.goldcard.token.ScanReader;
import org.goldcard.token.access.AccessReader;
import org.goldcard.token.access.AccessTokens;
import org.goldcard.token.answer.AnswerTokens;
import org.goldcard.token.answer.EventTokens;
import org.goldcard.token.bundle.BundleTokens;
import org.goldcard.token.crypto.Engines;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.jws.JwsSigner;
import org.goldcard.token.keys.KeyPurpose;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.token.keys.KeyState;
import org.goldcard.token.keys.KeyStore;
import org.goldcard.token.keys.PublicKeyRecord;
import org.goldcard.token.list.ListSeries;
import org.goldcard.token.list.StatusList;
import org.goldcard.token.list.StatusListTokens;
import org.goldcard.token.notice.NodeKeys;
import org.goldcard.token.sandbox.SandboxKeys;
import org.goldcard.token.secret.FieldIndex;

/** Everything a node signs and reads, over the keys as they are loaded. Safe from any thread. */
public final class Tokens {
  /** What a node may sign that only verifies. */
  private static final Set<KeyPurpose> AT_A_GATE = EnumSet.of(KeyPurpose.ACCESS, KeyPurpose.ANSWER);

  private final NodeKeys keys;
  private final ListSeries series;
  private final PassSigner passes;
  private final LiveCodes codes;
  private final StatusListTokens lists;
  private final Map<Integer, StatusList> signed = new ConcurrentHashMap<>();
  private final BundleTokens bundles;
  private final ScanReader scans;
  private final BearerTokens bearers;
  private final AnswerTokens answers;
  private final EventTokens events;
  private final Issuer issuer;
  private volatile BearerTokens.Admission admission = access -> Optional.empty();

  private Tokens(NodeKeys keys, Issuer issuer, InstantSource clock) {
    SecureRandom random = new SecureRandom();
    JwsSigner signer = new JwsSigner(keys);
    this.keys = keys;
    this.issuer = issuer;
    this.answers = new AnswerTokens(signer, issuer, clock);
    this.events = new EventTokens(signer, issuer, clock);
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
            access -> admission.admit(access));
  }

  /** Asks this of every access token from now on; before, none counts. */
  public void honourOnly(BearerTokens.Admission active) {
    admission = active;
  }

  /** Loads the keys that a node of this role signs with; refuses with what is wrong where. */
  public static Tokens load(Settings settings, InstantSource clock) {
    boolean verifiesOnly = settings.role() == Settings.Role.VERIFY;
    Set<KeyPurpose> signs = verifiesOnly ? AT_A_GATE : EnumSet.allOf(KeyPurpose.class);
    store(settings, clock).refuseOthers(signs);
    return new Tokens(keys(settings, signs, clock), issuer(settings), clock);
  }

  /** The keys as one needs them who tells others of them: the audit key signs the notices. */
  public static NodeKeys announcing(Settings settings, InstantSource clock) {
    return keys(settings, EnumSet.of(KeyPurpose.AUDIT), clock);
  }

  private static NodeKeys keys(Settings settings, Set<KeyPurpose> signs, InstantSource clock) {
    char[] passphrase = settings.keys().passphrase().value().toCharArray();
    return new NodeKeys(store(settings, clock), passphrase, signs, issuer(settings), clock);
  }

  private static KeyStore store(Settings settings, InstantSource clock) {
    return new KeyStore(settings.keys().directory(), Engines.chosen(), clock);
  }

  private static Issuer issuer(Settings settings) {
    return new Issuer(settings.issuer().toString());
  }

  /** The keys, which follow what is told of them. */
  public NodeKeys keys() {
    return keys;
  }

  public KeyRing ring() {
    return keys.get();
  }

  /** The keys of the sandbox, the same on every node of a deployment. */
  public KeyRing sandbox(FieldIndex secrets) {
    return SandboxKeys.ring(
        purpose -> secrets.key("sandbox key", purpose.name()), ring().signatures());
  }

  public BearerTokens bearers() {
    return bearers;
  }

  public AnswerTokens answers() {
    return answers;
  }

  public EventTokens events() {
    return events;
  }

  public Issuer issuer() {
    return issuer;
  }

  public ScanReader scans() {
    return scans;
  }

  /** The signed pass of a recorded card. */
  public String pass(Card card) {
    return passes.sign(card).text();
  }

  /** The live code of the running slot and those that follow. */
  public List<LiveCode> codes(Card card, Instant fetchedAt, int count) {
    return codes.ahead(card.number(), card.index(), fetchedAt, count);
  }

  /** Signs offline bundles. */
  public BundleTokens bundles() {
    return bundles;
  }

  /** The names of the public keys that count. */
  public List<String> kids() {
    return ring().records().stream()
        .filter(r -> r.purpose().isPublic() && r.state() != KeyState.WITHDRAWN)
        .map(PublicKeyRecord::kid)
        .sorted()
        .toList();
  }

  /** Where a list is published. */
  public String listUri(int number) {
    return series.uri(number);
  }

  /** The bits of one list, compressed; takes milliseconds. */
  public static String packed(BitSet bits) {
    return StatusList.of(1, ListSeries.ENTRIES, i -> bits.get(i) ? 1 : 0).encode();
  }

  /** A published list of one-bit entries, signed; takes milliseconds, fewer if none changed. */
  public String list(int number, byte[] bits) {
    StatusList now = StatusList.of(1, bits.length * 8, i -> bits[i / 8] >>> (i % 8) & 1);
    StatusList list = signed.merge(number, now, (last, next) -> last.equals(next) ? last : next);
    return lists.sign(series.uri(number), list).text();
  }
}
