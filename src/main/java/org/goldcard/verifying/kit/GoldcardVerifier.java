package org.goldcard.verifying.kit;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.goldcard.token.crypto.Algorithm;
import org.goldcard.token.crypto.Signatures;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.verifying.ResultCode;
import org.goldcard.verifying.Verification;
import org.jspecify.annotations.Nullable;

/**
 * Verifies gold-card codes without asking the service for each: keys, rules and the list of refused
 * cards are in memory, brought up to date now and then.
 *
 * <pre>{@code
 * byte[] jwks = Files.readAllBytes(Path.of("jwks.json")); // fetched once, from the issuer, by https
 * var verifier = GoldcardVerifier.withBundles(issuer, "gate-1", jwks, InstantSource.system());
 * verifier.refresh(HttpClient.newHttpClient(), accessToken);  // every minute, on a thread of its own
 * Answer answer = verifier.verify(code);                     // at each scan, about 30 µs
 * }</pre>
 *
 * <p>Offline nobody knows whether another gate took the same code a moment ago, a live code names
 * no class, and the list tells refused from not refused and no reason. So an answer never says more
 * than {@code VALID_OFFLINE}, and names what to check. Safe from any thread; only {@link #refresh}
 * and {@link #importFile} block. Verifies with the Amazon Corretto Crypto Provider or BouncyCastle
 * where one is on the class path, else with the JDK.
 */
public final class GoldcardVerifier {
  /** How far the clock may be set right by the service: past it somebody should look at it. */
  private static final Duration MOST_SKEW = Duration.ofHours(24);

  private final Signatures signatures;
  private final Judging judging;
  private final InstantSource clock;
  private final CodeMemory memory = new CodeMemory();
  private final String address;
  private volatile Duration behind = Duration.ZERO;

  private GoldcardVerifier(
      String address, Signatures signatures, Judging judging, InstantSource clock) {
    this.address = address;
    this.signatures = signatures;
    this.judging = judging;
    this.clock = clock;
  }

  /**
   * A verifier at a venue: it judges by the venue's own rules, from offline bundles.
   *
   * @param issuer the service's address, such as {@code https://card.example.cn}
   * @param clientId the client whose bundles these are
   * @param jwks the service's published keys, fetched over https or handed over: what the first
   *     bundle is trusted by
   * @param clock the machine's clock; {@link #refresh} measures how far it is off
   * @throws IllegalArgumentException when the issuer is no address or the keys are no safe key set
   */
  public static GoldcardVerifier withBundles(
      String issuer, String clientId, byte[] jwks, InstantSource clock) {
    return withBundles(issuer, clientId, jwks, clock, Signatures.choose());
  }

  /** The same with an engine of the caller's choice. */
  static GoldcardVerifier withBundles(
      String issuer, String clientId, byte[] jwks, InstantSource clock, Signatures signatures) {
    KeyRing trusted = keys(jwks, signatures);
    Judging judging = new BundleJudging(new Issuer(issuer), clientId, trusted);
    return new GoldcardVerifier(issuer, signatures, judging, clock);
  }

  /**
   * A verifier that knows no venue: it says whether a card counts, from the published keys and
   * status lists alone.
   *
   * @param issuer the service's address
   * @param jwks the service's published keys
   * @param clock the machine's clock
   * @throws IllegalArgumentException when the issuer is no address or the keys are no safe key set
   */
  public static GoldcardVerifier withPublishedLists(
      String issuer, byte[] jwks, InstantSource clock) {
    Signatures signatures = Signatures.choose();
    Judging judging = new ListJudging(new Issuer(issuer), keys(jwks, signatures));
    return new GoldcardVerifier(issuer, signatures, judging, clock);
  }

  private static KeyRing keys(byte[] jwks, Signatures signatures) {
    try {
      return KeyRing.ofSet("jwks", jwks, signatures);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("jwks: no safe set of public keys", e);
    }
  }

  /**
   * The same, asking at another address than the issuer's, such as a gateway of the building's own
   * network. Whom to trust stays as it is.
   *
   * @param base the address without a slash at the end
   */
  public GoldcardVerifier askingAt(String base) {
    return new GoldcardVerifier(base, signatures, judging, clock);
  }

  /** What to show for a code, granted what the venue grants first to every class. */
  public Answer verify(String code) {
    return verify(code, null, 0);
  }

  /**
   * What to show for a code. One that lets somebody in is remembered: shown here again, it is
   * {@code CODE_USED}.
   *
   * @param item the benefit item; null for the venue's choice
   * @param companions how many people come along, 0 or more
   */
  public Answer verify(String code, @Nullable String item, int companions) {
    if (companions < 0) {
      throw new IllegalArgumentException("companions: below 0");
    }
    Instant now = now();
    Judging.Judged judged = judging.judge(code, new Judging.Wish(item, companions), now);
    String nonce = judged.nonce();
    if (nonce == null || judged.answer().result() != ResultCode.VALID_OFFLINE) {
      return judged.answer();
    }
    Instant before = memory.use(nonce, now);
    return before == null ? judged.answer() : used(judged.answer(), before);
  }

  private static Answer used(Answer answer, Instant before) {
    return new Answer(
        ResultCode.CODE_USED,
        Verification.Admit.NO,
        ResultCode.CODE_USED.colour(),
        answer.item(),
        List.of(),
        0,
        null,
        answer.origin(),
        answer.listAsOf(),
        answer.listAge(),
        null,
        before);
  }

  /**
   * Takes a bundle, or a published list, that was brought by other means, such as the one kept on
   * disk since the last run.
   */
  @CanIgnoreReturnValue
  public Update load(String signed) {
    return judging.load(signed.strip(), now());
  }

  /**
   * Takes the file of a closed network: signed, at most 36 hours old, and never green. A file that
   * is older than what is here, of another client or not made for this is refused.
   */
  @CanIgnoreReturnValue
  public Update importFile(Path file) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(Web.MOST);
    } catch (IOException e) {
      return Update.unreachable("NO_FILE");
    }
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return judging.loadFile(text.strip(), now());
  }

  /**
   * Asks the service for what is new since the last time, at little cost when nothing is; with a
   * token it says that this device lives and measures the clock besides. Call it every minute.
   * Blocks for some 20 seconds a request at most.
   *
   * @param client with whatever proxy, timeouts and trust the network asks for
   * @param accessToken from the token endpoint, scope {@code verify}; null for published lists
   */
  @CanIgnoreReturnValue
  public Update refresh(HttpClient client, @Nullable String accessToken) {
    Web web = new Web(client, address, accessToken);
    if (web.isSignedIn()) {
      Duration measured = Heartbeat.behind(web, clock);
      if (measured != null && measured.abs().compareTo(MOST_SKEW) < 0) {
        behind = measured;
      }
    }
    return judging.refresh(web, now());
  }

  /** How far the machine's clock is behind the service's, as last measured; added to it. */
  public Duration clockCorrection() {
    return behind;
  }

  /** What checks signatures here, as a log should show it, such as {@code ACCP 2.5}. */
  public String engine() {
    return signatures.provider(Algorithm.EDDSA);
  }

  private Instant now() {
    return clock.instant().plus(behind);
  }
}
