package org.goldcard.token.secret;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.crypto.spec.SecretKeySpec;
import org.goldcard.token.crypto.Base64Url;
import org.goldcard.token.crypto.Digests;

/**
 * Signs requests to services that share a secret with us: HMAC-SHA256 over method, path, time, name
 * and the SHA-256 of the body, each on a line of its own, in base64url. Safe from any thread.
 */
public final class RequestSignature {
  private final SecretKeySpec key;

  /** Signs with a secret of at least 16 characters. */
  public RequestSignature(String secret) {
    if (secret.length() < 16) {
      throw new IllegalArgumentException("secret: shorter than 16 characters");
    }
    this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
  }

  /**
   * The signature of a request.
   *
   * @param timestamp seconds since 1970
   * @param nonce a name no other request has
   */
  public String of(String method, String path, long timestamp, String nonce, byte[] body) {
    String sum = HexFormat.of().formatHex(Digests.sha256(body));
    String text = String.join("\n", method, path, Long.toString(timestamp), nonce, sum);
    return Base64Url.encode(Macs.keyed(key).doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public String toString() {
    return "RequestSignature";
  }
}
