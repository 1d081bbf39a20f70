package org.goldcard.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.goldcard.partners.Access;
import org.goldcard.partners.Scope;
import org.jspecify.annotations.Nullable;

/** Stands at the door of every endpoint: no token of the right scope, no entry (RFC 6750). */
final class Bouncer {
  private static final String SCHEME = "Bearer ";
  private static final String BEARER = "Bearer realm=\"goldcard\"";
  private static final String CHALLENGE = "WWW-Authenticate";

  private final AccessTokens tokens;
  private final TrustedProxies proxies;
  private final Allowance allowance;

  Bouncer(AccessTokens tokens, TrustedProxies proxies, Allowance allowance) {
    this.tokens = tokens;
    this.proxies = proxies;
    this.allowance = allowance;
  }

  /**
   * Looks at what a request shows without reading it: the text of its access token, null where none
   * is asked for; or throws {@link Refused}.
   */
  @Nullable String shown(Endpoint endpoint, HttpServerRequest request) {
    if (!request.isSSL() && !proxies.mayBePlain(request)) {
      throw Refused.of(ProblemCode.PLAIN_HTTP);
    }
    if (endpoint.scope() != null) {
      return bearer(request);
    }
    if (endpoint.door() == Endpoint.Door.HOLDER && isForeign(endpoint, request)) {
      throw Refused.of(ProblemCode.ORIGIN_DENIED);
    }
    if (endpoint.door() == Endpoint.Door.LOCAL && !proxies.isLocal(request)) {
      throw Refused.of(ProblemCode.NOT_FOUND);
    }
    return null;
  }

  /**
   * Whether another site's page asks for a change (Fetch Metadata; the Origin of browsers that do
   * not send it). Callers that are no browser send neither, and no holder's cookies.
   */
  private static boolean isForeign(Endpoint endpoint, HttpServerRequest request) {
    if (endpoint.method().equals(HttpMethod.GET)) {
      return false;
    }
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return !site.equals("same-origin");
    }
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    return origin != null && !origin.endsWith("://" + request.authority());
  }

  private static String bearer(HttpServerRequest request) {
    List<String> headers = request.headers().getAll(HttpHeaders.AUTHORIZATION);
    if (headers.size() > 1) {
      throw Refused.with(
          ProblemCode.FIELD_DUPLICATE,
          "header.Authorization",
          Map.of(CHALLENGE, BEARER + ", error=\"invalid_request\""));
    }
    if (headers.isEmpty()) {
      throw missing();
    }
    String header = headers.get(0);
    int start = SCHEME.length();
    if (!header.regionMatches(true, 0, SCHEME, 0, start)) {
      throw header.equalsIgnoreCase(SCHEME.strip()) ? invalid() : missing();
    }
    while (start < header.length() && header.charAt(start) == ' ') {
      start++;
    }
    return header.substring(start);
  }

  /**
   * The access that a token gives to an endpoint, or throws {@link Refused}. From an address that
   * has shown too many false tokens only those are read that are known, and a few unknown ones in
   * the name of each client: nobody makes this node check signatures without end, and a scanner
   * whose neighbours do so is not locked out with its next token.
   */
  Access admit(Endpoint endpoint, String token, HttpServerRequest request) {
    Optional<Access> read = tokens.remembered(token);
    if (read.isEmpty()) {
      allowance.requireTrust(request, () -> tokens.claimed(token));
      read = tokens.read(token);
    }
    Access access = read.orElseThrow(Bouncer::invalid);
    Scope scope = endpoint.scope();
    if (scope != null && !access.scopes().contains(scope)) {
      throw refuse(
          ProblemCode.SCOPE_MISSING,
          "error=\"insufficient_scope\", scope=\"" + scope.text() + "\"");
    }
    requireVenue(endpoint.door(), access);
    allowance.requireAddress(access, request);
    return access;
  }

  /** The row rule: a client with a venue sees only its venue. */
  private static void requireVenue(Endpoint.Door door, Access access) {
    boolean bound = access.venueId() != null;
    if (door == Endpoint.Door.VENUE && !bound) {
      throw Refused.of(ProblemCode.VENUE_MISSING);
    }
    if (door == Endpoint.Door.NO_VENUE && bound) {
      throw Refused.of(ProblemCode.VENUE_BOUND);
    }
  }

  /**
   * The answer to a bearer whose token does not open an endpoint says by which scheme one could
   * (RFC 6750 section 3). Whoever came unencrypted is asked for no token at all.
   */
  static Answer challenged(Endpoint endpoint, Throwable failure, Answer answer) {
    boolean plain = failure instanceof Refused r && r.code() == ProblemCode.PLAIN_HTTP;
    boolean barred = answer.status() == 403 && endpoint.scope() != null && !plain;
    return barred && !answer.headers().containsKey(CHALLENGE)
        ? answer.with(CHALLENGE, BEARER + ", error=\"insufficient_scope\"")
        : answer;
  }

  /** Nobody who shows no token, or credentials of another scheme, is told of an error. */
  private static Refused missing() {
    return Refused.with(ProblemCode.TOKEN_MISSING, CHALLENGE, BEARER);
  }

  private static Refused invalid() {
    return refuse(ProblemCode.TOKEN_INVALID, "error=\"invalid_token\"");
  }

  private static Refused refuse(ProblemCode code, String error) {
    return Refused.with(code, CHALLENGE, BEARER + ", " + error);
  }
}
