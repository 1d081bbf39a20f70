package org.goldcard.token.crypto;

import java.security.Provider;
import java.util.List;
import java.util.Optional;

/**
 * Amazon Corretto Crypto Provider, found by class name: it exists for some platforms only, and its
 * library may fail to load on others. It is never installed, only asked.
 */
final class NativeProvider {
  private static final String CLASS =
      "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

  private NativeProvider() {}

  /** The provider, if it loads here; why not goes into a list. */
  static Optional<Provider> find(List<String> troubles) {
    // Read once when the class loads; without it there is no Ed25519.
    System.setProperty("com.amazon.corretto.crypto.provider.registerEdKeyFactory", "true");
    try {
      Object instance = Class.forName(CLASS).getField("INSTANCE").get(null);
      return Optional.of((Provider) instance);
    } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
      troubles.add("no native signatures here: " + e.getClass().getSimpleName());
      return Optional.empty();
    }
  }
}
