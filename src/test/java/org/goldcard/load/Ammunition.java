package org.goldcard.load;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.IntFunction;
import org.goldcard.testbed.Holder;
import org.goldcard.testbed.Town;
import org.goldcard.testbed.Wire;
import org.goldcard.token.crypto.Algorithm;
import org.goldcard.token.crypto.PublicKeyBytes;
import org.goldcard.token.crypto.Signatures;
import org.goldcard.token.crypto.Signer;

/**
 * Makes requests to be fired within the half minute after: each with a code of its own, signed by
 * the service's key for the running slot, spread over all holders and all scanners.
 */
public final class Ammunition {
  private static final String PATH = "/v1/verifications";
  private static final Base64.Encoder B64 = Base64.getUrlEncoder().withoutPadding();
  private static final Duration LONG_AGO = Duration.ofMinutes(5);

  private final Town town;
  private final List<Holder> holders;
  private final PublicKeyBytes peerKey;
  private final Signer peerSigner;
  private int turn;
  private long named;

  /** For the holders a town was founded with. */
  public Ammunition(Town town) {
    this(town, town.holders());
  }

  /** For these holders. */
  public Ammunition(Town town, List<Holder> holders) {
    this.town = town;
    this.holders = List.copyOf(holders);
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      this.peerKey = PublicKeyBytes.ofSpki(Algorithm.ES256, pair.getPublic().getEncoded());
      this.peerSigner = Signatures.choose().signer(Algorithm.ES256, pair.getPrivate().getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has P-256", e);
    }
  }

  /** Codes that are let in, at desks where visits are not counted. */
  public Shots desk(int count) {
    return shots(count, town.deskTokens(), i -> code(i, Instant.now()), "VALID");
  }

  /** Codes that are let in, at gates where visits are counted. */
  public Shots gate(int count) {
    return shots(count, town.gateTokens(), i -> code(i, Instant.now()), "VALID");
  }

  /** Genuine codes of five minutes ago: judged by signature and time, and nothing is remembered. */
  public Shots expired(int count) {
    Instant then = Instant.now().minus(LONG_AGO);
    return shots(count, town.deskTokens(), i -> code(i, then), "CODE_EXPIRED");
  }

  /** What is refused before any signature is checked: four sorts, each text another. */
  public Shots garbage(int count) {
    return shots(count, town.deskTokens(), this::worthless, "BAD_CODE");
  }

  /** The codes of {@link #desk} with the signature that is cheapest for the peer. */
  public Shots es256(int count) {
    return shots(count, town.deskTokens(), i -> resigned(code(i, Instant.now())), "VALID");
  }

  /** Codes by themselves. */
  public List<String> codes(int count) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(code(i, Instant.now()));
    }
    return all;
  }

  /** The public keys the peer needs, a JWK a line. */
  public List<String> peerKeys() {
    byte[] point = peerKey.raw();
    String x = B64.encodeToString(Arrays.copyOf(point, 32));
    String y = B64.encodeToString(Arrays.copyOfRange(point, 32, 64));
    String live = B64.encodeToString(town.signing().liveKey().raw());
    String kid = town.signing().liveKid();
    return List.of(
        "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"alg\":\"EdDSA\",\"kid\":\"%s\",\"x\":\"%s\"}"
            .formatted(kid, live),
        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"alg\":\"ES256\",\"kid\":\"peer\",\"x\":\"%s\",\"y\":\"%s\"}"
            .formatted(x, y));
  }

  private Shots shots(int count, List<String> tokens, IntFunction<String> codes, String expected) {
    List<String> requests = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String body = "{\"code\":\"" + codes.apply(i) + "\",\"requestId\":\"load-" + named++ + "\"}";
      requests.add(Wire.request(PATH, tokens.get(i % tokens.size()), "", body));
    }
    return new Shots(requests, expected);
  }

  /** Holders in turn, going on where the last slice ended. */
  private String code(int ignored, Instant at) {
    Holder holder = holders.get(turn++ % holders.size());
    return town.signing().liveCode(holder.number(), holder.index(), at);
  }

  private String worthless(int i) {
    String genuine = code(i, Instant.now());
    int dot = genuine.indexOf('.');
    return switch (i % 4) {
      case 0 -> header("EdDSA", "nobodys") + genuine.substring(dot);
      case 1 -> header("none", town.signing().liveKid()) + genuine.substring(dot);
      case 2 -> genuine + "A";
      default -> genuine.replace('.', 'x');
    };
  }

  private static String header(String alg, String kid) {
    String json = "{\"alg\":\"%s\",\"kid\":\"%s\",\"typ\":\"goldcard-live+jwt\"}";
    return B64.encodeToString(json.formatted(alg, kid).getBytes(StandardCharsets.US_ASCII));
  }

  private String resigned(String genuine) {
    String claims = genuine.substring(genuine.indexOf('.') + 1, genuine.lastIndexOf('.'));
    String signed = header("ES256", "peer") + "." + claims;
    byte[] signature = peerSigner.sign(signed.getBytes(StandardCharsets.US_ASCII));
    return signed + "." + B64.encodeToString(signature);
  }
}
