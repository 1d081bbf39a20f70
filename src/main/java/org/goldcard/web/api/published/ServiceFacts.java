package org.goldcard.web.api.published;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.goldcard.card.CardRefusal;
import org.goldcard.partners.Scope;
import org.goldcard.token.LiveCodes;
import org.goldcard.token.Network;
import org.goldcard.token.jws.TokenKind;
import org.goldcard.token.list.ListSeries;
import org.goldcard.token.list.StatusListTokens;
import org.goldcard.verifying.ResultCode;
import org.goldcard.web.ProblemCode;
import org.goldcard.web.Problems;

/**
 * What the service says of itself to those who build on it.
 *
 * @param issuer its public address, the {@code iss} of every token
 * @param oldestList the oldest list on which introspection answers, and venues say VALID unless
 *     theirs is stricter
 */
public record ServiceFacts(String issuer, Duration oldestList) {
  private static final String API_VERSION = "1";

  /** Authorization server metadata (RFC 8414 section 2, RFC 9701 section 7). */
  JsonObject oauth() {
    return new JsonObject()
        .put("issuer", issuer)
        .put("token_endpoint", issuer + "/oauth2/token")
        .put(
            "token_endpoint_auth_methods_supported",
            array("private_key_jwt", "client_secret_basic"))
        .put(
            "token_endpoint_auth_signing_alg_values_supported",
            array("ES256", "Ed25519", "EdDSA", "RS256"))
        .put("jwks_uri", issuer + "/.well-known/jwks.json")
        .put("scopes_supported", scopes())
        .put("response_types_supported", new JsonArray())
        .put("grant_types_supported", array("client_credentials"))
        .put("introspection_endpoint", issuer + "/oauth2/introspect")
        .put("introspection_endpoint_auth_methods_supported", array("Bearer"))
        .put(
            "introspection_signing_alg_values_supported",
            array(TokenKind.INTROSPECTION.purpose().algorithm().jose()))
        .put("service_documentation", issuer + "/docs")
        .put("ui_locales_supported", array("zh-CN", "en"));
  }

  /** This service's own metadata. Durations are seconds. */
  JsonObject goldcard() {
    return new JsonObject()
        .put("issuer", issuer)
        .put("apiVersion", API_VERSION)
        .put("jwksUri", issuer + "/.well-known/jwks.json")
        .put("authorizationServer", issuer + "/.well-known/oauth-authorization-server")
        .put("statusLists", statusLists())
        .put("freshness", freshness())
        .put("liveCode", liveCode())
        .put("tokenTypes", tokenTypes())
        .put("results", results())
        .put("problems", problems());
  }

  private JsonObject statusLists() {
    return new JsonObject()
        .put("uri", issuer + "/v1/status-lists/{n}")
        .put("entries", ListSeries.ENTRIES)
        .put("bits", 1)
        .put("ttl", StatusListTokens.TTL.toSeconds())
        .put("life", StatusListTokens.LIFE.toSeconds());
  }

  /** Behind a VALID: at most so old online; offline green up to the list's own end, then amber. */
  private JsonObject freshness() {
    return new JsonObject()
        .put("online", oldestList.toSeconds())
        .put("offlineGreen", StatusListTokens.LIFE.toSeconds());
  }

  private static JsonObject liveCode() {
    return new JsonObject()
        .put("shown", LiveCodes.SLOT.toSeconds())
        .put("accepted", LiveCodes.ACCEPTED.toSeconds())
        .put("skewOnline", Network.ONLINE.skew().toSeconds())
        .put("skewOffline", Network.OFFLINE.skew().toSeconds());
  }

  /** The kinds that leave the service for others to check, with their algorithm. */
  private static JsonArray tokenTypes() {
    JsonArray types = new JsonArray();
    for (TokenKind kind :
        List.of(
            TokenKind.PASS,
            TokenKind.LIVE_CODE,
            TokenKind.STATUS_LIST,
            TokenKind.RECEIPT,
            TokenKind.INTROSPECTION,
            TokenKind.BUNDLE,
            TokenKind.EVENT)) {
      types.add(
          new JsonObject()
              .put("typ", kind.typ())
              .put("alg", kind.purpose().algorithm().jose())
              .put("maxLength", kind.maxLength()));
    }
    return types;
  }

  private static JsonArray results() {
    JsonArray results = new JsonArray();
    for (ResultCode code : ResultCode.values()) {
      results.add(
          new JsonObject()
              .put("code", code.name())
              .put("colour", code.colour().name())
              .put("admits", code.admits())
              .put("zh", code.zh())
              .put("en", code.en()));
    }
    return results;
  }

  private static JsonArray problems() {
    JsonArray problems = new JsonArray();
    for (ProblemCode code : ProblemCode.values()) {
      problems.add(problem(code.name(), code.status(), code.zh(), code.en()));
    }
    for (CardRefusal refusal : CardRefusal.values()) {
      int status = Problems.statusOf(refusal);
      problems.add(problem(refusal.name(), status, refusal.zh(), refusal.en()));
    }
    return problems;
  }

  private static JsonObject problem(String code, int status, String zh, String en) {
    return new JsonObject().put("code", code).put("status", status).put("zh", zh).put("en", en);
  }

  private static JsonArray scopes() {
    return new JsonArray(Arrays.stream(Scope.values()).map(Scope::text).sorted().toList());
  }

  private static JsonArray array(String... values) {
    return new JsonArray(List.of(values));
  }
}
