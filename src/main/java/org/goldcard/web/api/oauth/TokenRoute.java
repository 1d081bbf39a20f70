package org.goldcard.web.api.oauth;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.goldcard.partners.Access;
import org.goldcard.partners.GrantAccess;
import org.goldcard.partners.GrantAnswer;
import org.goldcard.partners.Proof;
import org.goldcard.web.AccessTokens;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;
import org.goldcard.web.json.BadBody;
import org.goldcard.web.json.Form;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /oauth2/token}: client credentials (RFC 6749 section 4.4) shown as {@code
 * private_key_jwt} (RFC 7523 section 2.2) or {@code client_secret_basic} (RFC 6749 section 2.3.1).
 * Its errors are those of RFC 6749 section 5.2, not problems.
 */
public final class TokenRoute implements ApiRoute {
  private static final Pattern BASIC =
      Pattern.compile("Basic +([A-Za-z0-9+/]+=*)", Pattern.CASE_INSENSITIVE);
  private static final String ASSERTION = "client_assertion";
  private static final String ASSERTION_TYPE = "client_assertion_type";
  private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final String GRANT = "client_credentials";
  private static final String CLIENT = "client_id";
  private static final String SECRET = "client_secret";
  private static final String FAILED = "client authentication failed";

  private final GrantAccess access;
  private final AccessTokens tokens;
  private final InstantSource clock;

  /** Grants by credentials and signs what was granted. */
  public TokenRoute(GrantAccess access, AccessTokens tokens, InstantSource clock) {
    this.access = access;
    this.tokens = tokens;
    this.clock = clock;
  }

  @Override
  public Endpoint endpoint() {
    return new Endpoint(
        HttpMethod.POST,
        "/oauth2/token",
        Endpoint.Door.CREDENTIALS,
        null,
        Endpoint.Body.FORM,
        Set.of(),
        false);
  }

  @Override
  public Future<Answer> answer(Call call) {
    Optional<String> header = call.header("Authorization");
    Map<String, String> form = form(call);
    boolean asserted = form.containsKey(ASSERTION) || form.containsKey(ASSERTION_TYPE);
    boolean inForm = form.containsKey(SECRET);
    if ((asserted && (inForm || header.isPresent())) || (inForm && header.isPresent())) {
      return done(error("invalid_request", "more than one way to authenticate"));
    }
    if (inForm) {
      return done(invalidClient("client_secret belongs into the Authorization header"));
    }
    Optional<Proof> proof =
        asserted ? assertion(form) : credentials(header.orElse(""), form.get(CLIENT));
    if (proof.isEmpty()) {
      return done(invalidClient(FAILED));
    }
    String grant = form.getOrDefault("grant_type", "");
    if (!grant.equals(GRANT)) {
      String error = grant.isEmpty() ? "invalid_request" : "unsupported_grant_type";
      return done(error(error, "grant_type must be client_credentials"));
    }
    return access
        .grant(proof.get(), form.getOrDefault("scope", ""), call.caller())
        .map(this::answer);
  }

  /** A parameter without a value counts as left out (RFC 6749 section 3.2). */
  private static Map<String, String> form(Call call) {
    Map<String, String> given = new HashMap<>(Form.read(call.text(), "form"));
    given.values().removeIf(String::isEmpty);
    return given;
  }

  /** One type of assertion is known (RFC 7523 section 2.2). */
  private static Optional<Proof> assertion(Map<String, String> form) {
    return form.getOrDefault(ASSERTION_TYPE, "").equals(JWT_BEARER)
        ? Optional.ofNullable(form.get(ASSERTION))
            .map(assertion -> Proof.assertion(form.get(CLIENT), assertion))
        : Optional.empty();
  }

  private static Future<Answer> done(Answer answer) {
    return Future.succeededFuture(answer);
  }

  private Answer answer(GrantAnswer answer) {
    return answer.fold(this::granted, TokenRoute::denied);
  }

  private Answer granted(Access granted) {
    Duration life = Duration.between(clock.instant(), granted.expiresAt());
    JsonObject body =
        new JsonObject()
            .put("access_token", tokens.sign(granted))
            .put("token_type", "Bearer")
            .put("expires_in", Math.max(0, life.toSeconds()))
            .put("scope", String.join(" ", granted.scopeTexts()));
    return Answer.json(200, body).with("Pragma", "no-cache");
  }

  private static Answer denied(GrantAnswer.Denial denial) {
    return switch (denial) {
      case INVALID_CLIENT -> invalidClient(FAILED);
      case WRONG_ADDRESS -> error("unauthorized_client", "not from this address");
      case INVALID_SCOPE -> error("invalid_scope", "a scope the client was not given");
    };
  }

  private static Answer invalidClient(String description) {
    JsonObject body =
        new JsonObject().put("error", "invalid_client").put("error_description", description);
    return Answer.json(401, body).with("WWW-Authenticate", "Basic realm=\"goldcard\"");
  }

  private static Answer error(String error, String description) {
    JsonObject body = new JsonObject().put("error", error).put("error_description", description);
    return Answer.json(400, body);
  }

  /**
   * Both halves are form-encoded before they are joined (RFC 6749 section 2.3.1). A {@code
   * client_id} in the form besides names the same client, as beside an assertion.
   */
  private static Optional<Proof> credentials(String header, @Nullable String named) {
    Matcher matcher = BASIC.matcher(header);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(matcher.group(1));
      String pair = new String(bytes, StandardCharsets.US_ASCII);
      int colon = pair.indexOf(':');
      return colon < 1
          ? Optional.empty()
          : Optional.of(
                  Proof.secret(
                      Form.decode(pair.substring(0, colon)),
                      Form.decode(pair.substring(colon + 1))))
              .filter(proof -> named == null || named.equals(proof.clientId()));
    } catch (IllegalArgumentException | BadBody e) {
      return Optional.empty();
    }
  }
}
