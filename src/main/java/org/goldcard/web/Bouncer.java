package org.goldcard.web;

import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.goldcard.partners.Access;
import org.goldcard.partners.Scope;
import org.jspecify.annotations.Nullable;

/** Stands at the door of every endpoint: no token of the right scope, no entry (RFC 6750). */
final class Bouncer {
  private static final Pattern BEARER =
      Pattern.compile("Bearer +([A-Za-z0-9._~+/-]+=*)", Pattern.CASE_INSENSITIVE);
  private static final String CHALLENGE = "WWW-Authenticate";

  private final AccessTokens tokens;
  private final TrustedProxies proxies;

  Bouncer(AccessTokens tokens, TrustedProxies proxies) {
    this.tokens = tokens;
    this.proxies = proxies;
  }

  /** Lets a request in or throws {@link Refused}; the access of a bearer, null for others. */
  @Nullable Access admit(Endpoint endpoint, HttpServerRequest request) {
    if (!request.isSSL() && !proxies.mayBePlain(request)) {
      throw Refused.of(ProblemCode.PLAIN_HTTP);
    }
    Scope scope = endpoint.scope();
    if (scope != null) {
      return bearer(endpoint.door(), scope, request);
    }
    if (endpoint.door() == Endpoint.Door.LOCAL && !proxies.isLocal(request)) {
      throw Refused.of(ProblemCode.NOT_FOUND);
    }
    return null;
  }

  private Access bearer(Endpoint.Door door, Scope scope, HttpServerRequest request) {
    if (request.headers().getAll("Authorization").size() > 1) {
      throw Refused.at(ProblemCode.FIELD_VALUE, "header.Authorization");
    }
    String header = request.getHeader("Authorization");
    if (header == null) {
      throw Refused.with(ProblemCode.TOKEN_MISSING, CHALLENGE, "Bearer realm=\"goldcard\"");
    }
    Matcher matcher = BEARER.matcher(header);
    Optional<Access> read = matcher.matches() ? tokens.read(matcher.group(1)) : Optional.empty();
    Access access =
        read.orElseThrow(() -> refuse(ProblemCode.TOKEN_INVALID, "error=\"invalid_token\""));
    if (!access.scopes().contains(scope)) {
      throw refuse(
          ProblemCode.SCOPE_MISSING,
          "error=\"insufficient_scope\", scope=\"" + scope.text() + "\"");
    }
    requireVenue(door, access);
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

  private static Refused refuse(ProblemCode code, String error) {
    return Refused.with(code, CHALLENGE, "Bearer realm=\"goldcard\", " + error);
  }
}
