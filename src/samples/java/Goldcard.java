// Run against the service in every build. JDK 17 or newer; the verifier's jar and jackson-core on the class path.

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.goldcard.verifying.kit.Answer;
import org.goldcard.verifying.kit.GoldcardVerifier;
import org.goldcard.verifying.kit.Update;

/**
 * 泉城人才服务金卡：一个合作系统要做的全部调用 / all the calls of a partner system.
 *
 * <pre>
 * export GOLDCARD_URL=http://127.0.0.1:8080 GOLDCARD_CLIENT=gate-1 GOLDCARD_SECRET=…
 * export GOLDCARD_SECRET_NEXT=…                     # the new secret while both count; optional
 * export GOLDCARD_KEY=key.pem GOLDCARD_KID=k1       # a P-256 key for private_key_jwt; optional
 * java -cp goldcard-verifier.jar:jackson-core.jar Goldcard.java CODE OTHER_CODE
 * </pre>
 */
public final class Goldcard {
  private static final String BASE =
      System.getenv().getOrDefault("GOLDCARD_URL", "http://127.0.0.1:8080");
  private static final String CLIENT = System.getenv("GOLDCARD_CLIENT");
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  // --- 1. Access tokens: ten minutes, fetched again when eight are over -------------------------

  /** The token, or null when this secret does not count; other trouble says nothing about it. */
  static String trySecret(String secret) throws Exception {
    String pair = encode(CLIENT) + ":" + encode(secret);
    String basic = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes());
    HttpResponse<String> answer =
        form("/oauth2/token", basic, Map.of("grant_type", "client_credentials"));
    if (answer.statusCode() != 200 && answer.statusCode() != 401) {
      throw new IllegalStateException("token: " + answer.statusCode());
    }
    return answer.statusCode() == 200 ? answer.body() : null;
  }

  /** The newest secret first: while two count, nothing stands still when one is exchanged. */
  static String tokenBySecret(String following, String secret) throws Exception {
    String granted = following == null ? null : trySecret(following);
    granted = granted == null ? trySecret(secret) : granted;
    if (granted == null) {
      throw new IllegalStateException("token: invalid_client");
    }
    return granted;
  }

  /** Each secret by itself: take the old one out only when the new one counts. */
  static String rotation(String secret, String following) throws Exception {
    String fresh = trySecret(following) == null ? "does NOT count" : "counts";
    String old = trySecret(secret) == null ? "does not" : "still does";
    return "the new secret " + fresh + ", the old one " + old;
  }

  /** private_key_jwt (RFC 7523): an assertion of a minute, with a name that counts once. */
  static String tokenByKey(Path keyFile, String kid) throws Exception {
    long now = Instant.now().getEpochSecond();
    String head = "{\"alg\":\"ES256\",\"kid\":\"%s\",\"typ\":\"JWT\"}".formatted(kid);
    String claims =
        "{\"iss\":\"%s\",\"sub\":\"%s\",\"aud\":\"%s\",\"iat\":%d,\"exp\":%d,\"jti\":\"%s\"}"
            .formatted(CLIENT, CLIENT, issuer(), now, now + 60, UUID.randomUUID());
    String signed = b64(head.getBytes()) + "." + b64(claims.getBytes());
    Signature signing = Signature.getInstance("SHA256withECDSAinP1363Format");
    signing.initSign(privateKey(keyFile));
    signing.update(signed.getBytes());
    Map<String, String> fields =
        Map.of(
            "grant_type", "client_credentials",
            "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion", signed + "." + b64(signing.sign()));
    HttpResponse<String> answer = form("/oauth2/token", null, fields);
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("token by key: " + text(answer.body(), "error"));
    }
    return answer.body();
  }

  private static PrivateKey privateKey(Path pem) throws Exception {
    String body = Files.readString(pem).replaceAll("-----[A-Z ]+-----|\\s", "");
    PKCS8EncodedKeySpec key = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body));
    return KeyFactory.getInstance("EC").generatePrivate(key);
  }

  private static String b64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String issuer() throws Exception {
    return text(get("/.well-known/oauth-authorization-server", null), "issuer");
  }

  // --- 2. Verifying -----------------------------------------------------------------------------

  /** The same requestId sent again, after a timeout say, is the same verification, counted once. */
  static String verify(String token, String code, String requestId) throws Exception {
    return post("/v1/verifications", token, scan(code, requestId));
  }

  private static String scan(String code, String requestId) {
    return "{\"code\":\"%s\",\"requestId\":\"%s\"}".formatted(code, requestId);
  }

  private static String fresh() {
    return UUID.randomUUID().toString();
  }

  /**
   * What a gate does. The member admit decides, result explains; AFTER_CHECK opens only when staff
   * have checked.
   */
  static String show(String answer) throws Exception {
    String result = text(answer, "result");
    String admit = text(answer, "admit");
    return admit.equals("NO")
        ? result + ": " + text(answer, "message.zh") + " / " + text(answer, "message.en")
        : result + " " + admit + ", check " + String.join(", ", all(answer, "checks.code"));
  }

  // --- 3. Without a network: keys, rules, list and clock are the library's business ----------------

  private static void offline(String token, String code) throws Exception {
    byte[] jwks = get("/.well-known/jwks.json", null).getBytes(StandardCharsets.UTF_8);
    GoldcardVerifier verifier =
        GoldcardVerifier.withBundles(issuer(), CLIENT, jwks, InstantSource.system()).askingAt(BASE);
    verifier.refresh(HTTP, token);
    // What is asked the second time is what changed since; the third time that has a tag, too.
    verifier.refresh(HTTP, token);
    boolean same = verifier.refresh(HTTP, token).outcome() == Update.Outcome.UNCHANGED;
    System.out.println("bundle: " + (same ? "unchanged" : "changed"));
    System.out.println("offline: " + show(verifier.verify(code)));
    System.out.println("offline, again: " + show(verifier.verify(code)));
    int end = code.length();
    String tail = code.substring(end - 4) + code.substring(end - 8, end - 4);
    Answer changed = verifier.verify(code.substring(0, end - 8) + tail);
    System.out.println("offline, changed: " + show(changed));

    InstantSource later = () -> Instant.now().plusSeconds(150);
    GoldcardVerifier twoMinutesOn = GoldcardVerifier.withBundles(issuer(), CLIENT, jwks, later);
    twoMinutesOn.load(get("/v1/offline-bundle", token));
    System.out.println("offline, two minutes on: " + show(twoMinutesOn.verify(code)));
  }

  private static String show(Answer answer) {
    return answer.result() + " " + answer.colour();
  }

  // --- All of it, once --------------------------------------------------------------------------

  public static void main(String[] args) throws Exception {
    String code = args[0];
    String other = args[1];
    String secret = System.getenv("GOLDCARD_SECRET");
    String following = System.getenv("GOLDCARD_SECRET_NEXT");
    String granted = tokenBySecret(following, secret);
    String token = text(granted, "access_token");
    System.out.println("token: " + text(granted, "token_type") + " " + text(granted, "scope"));
    if (System.getenv("GOLDCARD_KEY") != null) {
      Path key = Path.of(System.getenv("GOLDCARD_KEY"));
      String byKey = tokenByKey(key, System.getenv("GOLDCARD_KID"));
      System.out.println("token by key: " + text(byKey, "token_type") + " " + text(byKey, "scope"));
    }

    String requestId = fresh();
    String first = verify(token, code, requestId);
    System.out.println("verification: " + show(first));
    String again = text(verify(token, code, requestId), "verificationId");
    boolean same = again.equals(text(first, "verificationId"));
    System.out.println("sent again: " + (same ? "the same" : "another"));
    System.out.println("refused: " + show(verify(token, "no code of ours", fresh())));

    String scans = scan(other, fresh()) + "," + scan("no code of ours", fresh());
    String batch = post("/v1/verifications/batch", token, "{\"verifications\":[" + scans + "]}");
    System.out.println("batch: " + String.join(" ", all(batch, "verifications.result")));

    String standing = form("/oauth2/introspect", "Bearer " + token, Map.of("token", other)).body();
    boolean active = text(standing, "active").equals("true");
    System.out.println("introspection: " + (active ? "active" : "not active"));

    String sentAt = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    String about = "{\"sentAt\":\"%s\",\"queue\":0}".formatted(sentAt);
    String skew = text(post("/v1/devices/heartbeat", token, about), "skew");
    boolean right = Math.abs(Double.parseDouble(skew)) < 30;
    System.out.println("heartbeat: " + (right ? "clock right" : "clock wrong"));
    if (following != null) {
      System.out.println("rotation: " + rotation(secret, following));
    }
    offline(token, other);
  }

  // --- HTTP and JSON ----------------------------------------------------------------------------

  private static String get(String path, String token) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(BASE + path));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
  }

  /** A refusal of a card is 200; what is 4xx or 5xx is a problem (RFC 9457). */
  private static String post(String path, String token, String json) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(BASE + path))
            .timeout(Duration.ofSeconds(10))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      String problem = answer.statusCode() + " " + text(answer.body(), "code");
      throw new IllegalStateException(path + ": " + problem);
    }
    return answer.body();
  }

  private static HttpResponse<String> form(
      String path, String authorization, Map<String, String> fields) throws Exception {
    String body =
        fields.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(BASE + path))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String text(String json, String path) throws Exception {
    List<String> found = all(json, path);
    return found.isEmpty() ? "" : found.get(0);
  }

  /** The values at a path of names, through lists too. */
  private static List<String> all(String json, String path) throws Exception {
    List<String> found = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      while (parser.nextToken() != null) {
        String here = parser.getParsingContext().pathAsPointer().toString();
        String names = here.replaceAll("/[0-9]+(?=/|$)", "").replace('/', '.');
        if (parser.currentToken().isScalarValue() && names.equals("." + path)) {
          found.add(parser.getText());
        }
      }
    }
    return found;
  }
}
