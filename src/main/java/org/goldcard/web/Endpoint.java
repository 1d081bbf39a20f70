package org.goldcard.web;

import io.vertx.core.http.HttpMethod;
import java.util.Map;
import java.util.Set;
import org.goldcard.partners.Scope;
import org.goldcard.web.json.Form;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint takes, and from whom. There is none without a {@link Door}, so whatever is not
 * opened on purpose stays shut.
 *
 * @param method GET (then also HEAD) or POST
 * @param path such as {@code /v1/cards/:number}
 * @param door who may come in
 * @param scope the scope a bearer needs; null exactly where the door asks for no token
 * @param body what body it takes
 * @param query the query parameters it knows
 * @param shared whether browsers of any origin may read the answer
 */
public record Endpoint(
    HttpMethod method,
    String path,
    Door door,
    @Nullable Scope scope,
    Body body,
    Set<String> query,
    boolean shared) {

  /** Refuses an endpoint that does not say who may come in. */
  public Endpoint {
    query = Set.copyOf(query);
    boolean bearer = door == Door.VENUE || door == Door.NO_VENUE || door == Door.CLIENT;
    if (bearer == (scope == null)) {
      throw new IllegalArgumentException("scope: set exactly where a token is asked for");
    }
  }

  /** A GET for bearers of a scope that are bound to no venue. */
  public static Endpoint get(String path, Scope scope, String... query) {
    return new Endpoint(
        HttpMethod.GET, path, Door.NO_VENUE, scope, Body.NONE, Set.of(query), false);
  }

  /** A POST with a JSON body for bearers of a scope that are bound to no venue. */
  public static Endpoint post(String path, Scope scope, Body body) {
    return new Endpoint(HttpMethod.POST, path, Door.NO_VENUE, scope, body, Set.of(), false);
  }

  /** A GET for everyone. */
  public static Endpoint open(String path, boolean shared) {
    return new Endpoint(HttpMethod.GET, path, Door.OPEN, null, Body.NONE, Set.of(), shared);
  }

  /** What the talent's own pages ask. */
  public static Endpoint holder(HttpMethod method, String path, Body body, String... query) {
    return new Endpoint(method, path, Door.HOLDER, null, body, Set.of(query), false);
  }

  /**
   * The parameters of a query, each one known and there once.
   *
   * @param text the query as it came; null without one
   */
  Map<String, String> parameters(@Nullable String text) {
    if (text == null) {
      return Map.of();
    }
    Map<String, String> parameters = Form.read(text, "query");
    for (String name : parameters.keySet()) {
      if (!query.contains(name)) {
        boolean speakable = name.matches("[A-Za-z_-]{1,32}");
        throw Refused.at(ProblemCode.FIELD_UNKNOWN, speakable ? "query." + name : "query");
      }
    }
    return parameters;
  }

  /** Who may come in. */
  public enum Door {
    /** Everyone. */
    OPEN,
    /**
     * The talent's own pages: whatever would change something is refused from other sites. Who is
     * signed in is the route's to ask.
     */
    HOLDER,
    /** Callers on this machine; for others it does not exist. */
    LOCAL,
    /** Clients that show their own credentials: the token endpoint. */
    CREDENTIALS,
    /** Bearers of the scope that scan for a venue: they see that venue. */
    VENUE,
    /** Bearers of the scope that are bound to no venue: a venue's client sees only its venue. */
    NO_VENUE,
    /** Bearers of the scope, bound to a venue or not: nothing behind it is about a venue. */
    CLIENT
  }

  /** What body an endpoint takes. */
  public enum Body {
    /** None. */
    NONE(0),
    /** A JSON object. */
    JSON(8192),
    /** A JSON object without members, or nothing at all. */
    EMPTY_JSON(8192),
    /** A form, as OAuth 2.0 endpoints take it. */
    FORM(8192),
    /** A JSON object with a list of up to 1,000 entries, each as large as a single request. */
    JSON_LIST(2_700_000);

    private final int limit;

    Body(int limit) {
      this.limit = limit;
    }

    /** How many bytes it may have. */
    public int limit() {
      return limit;
    }
  }
}
