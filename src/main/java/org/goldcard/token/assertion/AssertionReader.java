package org.goldcard.token.assertion;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.goldcard.token.crypto.Base64Url;
import org.goldcard.token.crypto.Signatures;
import org.goldcard.token.crypto.Verifier;
import org.jspecify.annotations.Nullable;

/**
 * Reads client assertions (RFC 7523 section 3) strictly: header of {@code alg}, {@code kid} and
 * perhaps {@code typ}; the algorithm that of the registered key; {@code iss} and {@code sub} the
 * client; no {@code aud} but this service; {@code exp} within a minute; {@code jti}. Claims nobody
 * asks about are passed over. Safe from any thread; never blocks.
 */
public final class AssertionReader {
  /** How long an assertion may live. */
  public static final Duration LIFE = Duration.ofSeconds(60);

  /** How far the client's clock may be wrong. */
  public static final Duration SKEW = Duration.ofSeconds(30);

  private static final int LONGEST = 4096;
  private static final int KEYS = 1000;
  private static final long TIME_MIN = 1_500_000_000L;
  private static final long TIME_MAX = 4_200_000_000L;
  private static final Pattern CLIENT = Pattern.compile("[\\x21-\\x7e]{1,64}");
  private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,128}");
  private static final Set<String> HEADER = Set.of("alg", "kid", "typ");
  private static final Set<String> TYPES = Set.of("jwt", "client-authentication+jwt");
  private static final String MEDIA = "application/";

  private final Supplier<Signatures> signatures;
  private final Set<String> audiences;
  private final InstantSource clock;
  private final Cache<ClientJwk, Verifier> verifiers =
      Caffeine.newBuilder().maximumSize(KEYS).executor(Runnable::run).build();

  /**
   * Reads with these.
   *
   * @param audiences what an assertion's {@code aud} may be: the token endpoint, the issuer
   */
  public AssertionReader(
      Supplier<Signatures> signatures, Set<String> audiences, InstantSource clock) {
    this.signatures = signatures;
    this.audiences = Set.copyOf(audiences);
    this.clock = clock;
  }

  /** Who an assertion says it is from, not verified: only to find the keys to read it with. */
  public Optional<String> claimedClient(String assertion) {
    Parts parts = Parts.of(assertion);
    return parts == null
        ? Optional.empty()
        : Optional.of(parts.claims.path("sub").asText()).filter(s -> CLIENT.matcher(s).matches());
  }

  /** The assertion in a text, if one of these keys of this client signed it and it counts now. */
  public Optional<VerifiedAssertion> read(
      String assertion, String clientId, Collection<ClientJwk> keys) {
    Parts parts = Parts.of(assertion);
    if (parts == null || !isHeader(parts.header)) {
      return Optional.empty();
    }
    String kid = parts.header.path("kid").asText();
    return keys.stream()
        .filter(key -> key.kid().equals(kid))
        .findFirst()
        .filter(key -> key.isUsedAs(parts.header.path("alg").asText()))
        .filter(key -> isSigned(key, parts))
        .flatMap(key -> claims(parts.claims, clientId, kid));
  }

  private static boolean isHeader(JsonNode header) {
    for (Iterator<String> names = header.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!HEADER.contains(name) || !header.path(name).isTextual()) {
        return false;
      }
    }
    return !header.has("typ") || TYPES.contains(type(header.path("typ").asText()));
  }

  /** A media type, whose case and first half say nothing (RFC 7515 section 4.1.9). */
  private static String type(String typ) {
    String type = typ.toLowerCase(Locale.ROOT);
    return type.startsWith(MEDIA) ? type.substring(MEDIA.length()) : type;
  }

  private boolean isSigned(ClientJwk key, Parts parts) {
    Verifier verifier = verifiers.get(key, fresh -> fresh.verifier(signatures.get()));
    return verifier.verify(parts.ascii, parts.signed, parts.signature);
  }

  private Optional<VerifiedAssertion> claims(JsonNode claims, String clientId, String kid) {
    boolean own = isText(claims, "iss", clientId) && isText(claims, "sub", clientId);
    Instant end = time(claims, "exp");
    JsonNode id = claims.path("jti");
    boolean named = id.isTextual() && ID.matcher(id.asText()).matches();
    if (!own || !named || end == null || !isForUs(claims.path("aud")) || !isTimely(claims, end)) {
      return Optional.empty();
    }
    return Optional.of(new VerifiedAssertion(clientId, kid, id.asText(), end.plus(SKEW)));
  }

  private static boolean isText(JsonNode claims, String name, String expected) {
    return claims.path(name).isTextual() && claims.path(name).asText().equals(expected);
  }

  /** This service by any of its names and nobody else, who could use it here. */
  private boolean isForUs(JsonNode audience) {
    if (!audience.isArray()) {
      return isOurs(audience);
    }
    boolean ours = !audience.isEmpty();
    for (JsonNode one : audience) {
      ours &= isOurs(one);
    }
    return ours;
  }

  private boolean isOurs(JsonNode one) {
    return one.isTextual() && audiences.contains(one.asText());
  }

  private boolean isTimely(JsonNode claims, Instant end) {
    Instant now = clock.instant();
    Instant from = claims.has("iat") ? time(claims, "iat") : end.minus(LIFE);
    Instant notBefore = claims.has("nbf") ? time(claims, "nbf") : from;
    if (from == null || notBefore == null) {
      return false;
    }
    Duration life = Duration.between(from, end);
    boolean begun = !from.isAfter(now.plus(SKEW)) && !notBefore.isAfter(now.plus(SKEW));
    boolean over = !now.isBefore(end.plus(SKEW)) || end.isAfter(now.plus(LIFE).plus(SKEW));
    return begun && !over && !life.isNegative() && life.compareTo(LIFE) <= 0;
  }

  /** Seconds with or without a fraction (RFC 7519 section 2, NumericDate). */
  private static @Nullable Instant time(JsonNode claims, String name) {
    JsonNode value = claims.path(name);
    double seconds = value.isNumber() ? value.asDouble() : 0;
    return seconds > TIME_MIN && seconds < TIME_MAX
        ? Instant.ofEpochMilli(Math.round(seconds * 1000))
        : null;
  }

  /** A text taken apart: its first {@code signed} bytes are what is signed. */
  private static final class Parts {
    private final byte[] ascii;
    private final int signed;
    private final JsonNode header;
    private final JsonNode claims;
    private final byte[] signature;

    private Parts(byte[] ascii, int signed, JsonNode header, JsonNode claims, byte[] signature) {
      this.ascii = ascii;
      this.signed = signed;
      this.header = header;
      this.claims = claims;
      this.signature = signature;
    }

    static @Nullable Parts of(String text) {
      int first = text.indexOf('.');
      int second = text.indexOf('.', first + 1);
      if (text.length() > LONGEST || first < 1 || second < first + 2) {
        return null;
      }
      // Characters beyond Latin-1 become '?', which is not in the alphabet; nor is a third dot.
      // One written as a pair becomes a single '?', behind which every place is another.
      byte[] ascii = text.getBytes(StandardCharsets.ISO_8859_1);
      if (ascii.length != text.length()) {
        return null;
      }
      byte[] head = Base64Url.decode(ascii, 0, first);
      byte[] payload = Base64Url.decode(ascii, first + 1, second);
      byte[] signature = Base64Url.decode(ascii, second + 1, ascii.length);
      if (head == null || payload == null || signature == null) {
        return null;
      }
      JsonNode header = AssertionJson.object(head);
      JsonNode claims = AssertionJson.object(payload);
      return header == null || claims == null
          ? null
          : new Parts(ascii, second, header, claims, signature);
    }
  }
}
