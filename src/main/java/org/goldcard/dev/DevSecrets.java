package org.goldcard.dev;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.goldcard.dev.host.SecretFile;
import org.goldcard.dev.host.StartRefused;

/**
 * The secrets of the embedded default: made on its very first start, kept in {@code secrets} below
 * the data directory (modes 0700 and 0600), and marked as made for demonstration, so that {@code
 * serve} refuses them. Blocks.
 *
 * @param keyPassphrase opens the signing keys
 * @param dataKey 32-byte key of encrypted fields, in base64
 * @param lookupKey 32-byte key under which they are found, in base64
 * @param clientSecrets of the demo clients, by client id
 */
public record DevSecrets(
    String keyPassphrase, String dataKey, String lookupKey, Map<String, String> clientSecrets) {
  private static final String FILE = "service";
  private static final String CLIENT = "client.";
  private static final byte[] MARK = {'D', 'E', 'M', 'O'};
  private static final int KEY_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Copies the map. */
  public DevSecrets {
    clientSecrets = Map.copyOf(clientSecrets);
  }

  /**
   * The kept secrets; missing ones are made and kept before this returns.
   *
   * @param data the data directory
   * @param clients the ids of the demo clients that need a secret
   * @throws StartRefused when the directory cannot be used
   */
  public static DevSecrets open(Path data, Iterable<String> clients) {
    Map<String, Supplier<String>> makers = new LinkedHashMap<>();
    makers.put("keys.passphrase", DevSecrets::phrase);
    makers.put("data.key", DevSecrets::key);
    makers.put("lookup.key", DevSecrets::key);
    clients.forEach(id -> makers.put(CLIENT + id, DevSecrets::phrase));
    try {
      return of(SecretFile.open(data.resolve("secrets"), FILE, makers));
    } catch (IOException e) {
      throw new StartRefused(
          "无法读写 " + data.resolve("secrets"), data.resolve("secrets") + " cannot be used", e);
    }
  }

  private static DevSecrets of(Map<String, String> kept) {
    Map<String, String> clients = new LinkedHashMap<>();
    kept.forEach(
        (name, secret) -> {
          if (name.startsWith(CLIENT)) {
            clients.put(name.substring(CLIENT.length()), secret);
          }
        });
    return new DevSecrets(
        kept.getOrDefault("keys.passphrase", ""),
        kept.getOrDefault("data.key", ""),
        kept.getOrDefault("lookup.key", ""),
        clients);
  }

  /** 192 random bits behind the mark. */
  private static String phrase() {
    return "demo-" + Base64.getUrlEncoder().withoutPadding().encodeToString(random(24));
  }

  /** 224 random bits behind the mark. */
  private static String key() {
    byte[] key = random(KEY_BYTES);
    System.arraycopy(MARK, 0, key, 0, MARK.length);
    return Base64.getEncoder().encodeToString(key);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  @Override
  public String toString() {
    return "DevSecrets[" + clientSecrets.size() + " clients]";
  }
}
