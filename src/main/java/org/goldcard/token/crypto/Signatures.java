package org.goldcard.token.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Who checks and makes signatures, chosen per algorithm at start by a trial: the native provider,
 * else BouncyCastle's own API, else the JDK. Immutable; safe from any thread. Making one loads a
 * native library (some 0.3 s), so do it on a worker.
 */
public final class Signatures {
  private static final byte[] PROBE =
      "goldcard signature trial".getBytes(StandardCharsets.US_ASCII);

  private final Map<Algorithm, SignatureEngine> engines;
  private final List<String> troubles;

  private Signatures(Map<Algorithm, SignatureEngine> engines, List<String> troubles) {
    this.engines = engines;
    this.troubles = List.copyOf(troubles);
  }

  /** The first engine that passes its trial, for each algorithm. */
  public static Signatures choose() {
    List<String> troubles = new ArrayList<>();
    List<SignatureEngine> all = engines(troubles);
    Map<Algorithm, SignatureEngine> chosen = new EnumMap<>(Algorithm.class);
    for (Algorithm algorithm : Algorithm.values()) {
      chosen.put(algorithm, firstWorking(all, algorithm, troubles));
    }
    return new Signatures(chosen, troubles);
  }

  /** Every engine that works here for both algorithms, each by itself, best first. */
  public static List<Signatures> available() {
    List<Signatures> result = new ArrayList<>();
    List<String> troubles = new ArrayList<>();
    for (SignatureEngine engine : engines(troubles)) {
      if (works(engine, Algorithm.ES256, troubles) && works(engine, Algorithm.EDDSA, troubles)) {
        var both = Map.of(Algorithm.ES256, engine, Algorithm.EDDSA, engine);
        result.add(new Signatures(both, troubles));
      }
    }
    return List.copyOf(result);
  }

  /** The engine's name by algorithm, as health and metrics show it. */
  public Map<Algorithm, String> providers() {
    Map<Algorithm, String> names = new EnumMap<>(Algorithm.class);
    engines.forEach((algorithm, engine) -> names.put(algorithm, engine.name()));
    return names;
  }

  /** The engine's name for an algorithm. */
  public String provider(Algorithm algorithm) {
    return engine(algorithm).name();
  }

  /** What did not load or failed its trial when they were chosen, in words for a log. */
  public List<String> troubles() {
    return troubles;
  }

  /** Whether each algorithm signs, verifies, and refuses a changed signature, tried now. */
  public boolean selfTest() {
    return engines.entrySet().stream()
        .allMatch(e -> works(e.getValue(), e.getKey(), new ArrayList<>()));
  }

  /**
   * A verifier for a key.
   *
   * @throws IllegalArgumentException when the engine refuses the key
   */
  public Verifier verifier(PublicKeyBytes key) {
    try {
      return engine(key.algorithm()).verifier(key);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("public key: refused by the signature engine", e);
    }
  }

  /**
   * A signer for a PKCS#8 private key.
   *
   * @throws IllegalArgumentException when it is no key of this algorithm
   */
  public Signer signer(Algorithm algorithm, byte[] pkcs8) {
    try {
      return engine(algorithm).signer(algorithm, pkcs8);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("private key: refused by the signature engine", e);
    }
  }

  private SignatureEngine engine(Algorithm algorithm) {
    SignatureEngine engine = engines.get(algorithm);
    if (engine == null) {
      throw new IllegalStateException("an engine was chosen for every algorithm");
    }
    return engine;
  }

  private static List<SignatureEngine> engines(List<String> troubles) {
    List<SignatureEngine> all = new ArrayList<>();
    NativeProvider.find(troubles)
        .ifPresent(p -> all.add(new JcaEngine("ACCP " + p.getVersionStr(), p)));
    try {
      all.add(new BouncyCastleEngine());
    } catch (LinkageError e) {
      // The verifier's own jar comes without it; whoever adds it gets it.
      troubles.add("no BouncyCastle here");
    }
    Provider jdk = Security.getProvider("SunEC");
    if (jdk != null) {
      all.add(new JcaEngine("JDK " + jdk.getVersionStr(), jdk));
    }
    return all;
  }

  private static SignatureEngine firstWorking(
      List<SignatureEngine> all, Algorithm algorithm, List<String> troubles) {
    return all.stream()
        .filter(engine -> works(engine, algorithm, troubles))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no engine for " + algorithm.jose()));
  }

  private static boolean works(SignatureEngine engine, Algorithm algorithm, List<String> troubles) {
    try {
      KeyPair pair = KeyPairs.generate(algorithm);
      byte[] signature = engine.signer(algorithm, pair.getPrivate().getEncoded()).sign(PROBE);
      byte[] spki = pair.getPublic().getEncoded();
      Verifier verifier = engine.verifier(PublicKeyBytes.ofSpki(algorithm, spki));
      boolean accepts = verifier.verify(PROBE, PROBE.length, signature);
      signature[Algorithm.SIGNATURE_LENGTH / 4] ^= 1;
      return accepts && !verifier.verify(PROBE, PROBE.length, signature);
    } catch (GeneralSecurityException | RuntimeException | LinkageError e) {
      troubles.add(engine.name() + " does not work for " + algorithm.jose() + ": " + e);
      return false;
    }
  }
}
