package org.goldcard.web.api.oauth;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.goldcard.partners.Access;
import org.goldcard.partners.Scope;
import org.goldcard.verifying.ListState;
import org.goldcard.verifying.introspection.Standing;

/**
 * The members of an introspection answer (RFC 7662 section 2.2), the least a caller's scopes let it
 * have: no name, no number, no care tier; the class only for {@link Scope#INTROSPECT_CLASS}.
 */
final class IntrospectionAnswer {
  private final String issuer;
  private final String authority;
  private final IntrospectionServices.Pseudonyms pseudonyms;

  /** Answers of the issuers of both kinds of tokens, with holders named by pseudonyms. */
  IntrospectionAnswer(IntrospectionServices services) {
    this.issuer = services.issuer();
    this.authority = services.authority();
    this.pseudonyms = services.pseudonyms();
  }

  /** Whatever does not count: one answer for all of it (RFC 7662 section 2.2). */
  static JsonObject inactive() {
    return new JsonObject().put("active", false);
  }

  /** A pass or live code that counts. */
  JsonObject of(Standing.Genuine token, Access caller) {
    JsonObject answer =
        new JsonObject()
            .put("active", true)
            .put("iss", issuer)
            .put("sub", pseudonyms.nameOf(caller.clientId(), token.cardIndex()))
            .put("typ", token.kind().typ())
            .put("iat", token.issuedAt().getEpochSecond())
            .put("exp", token.endsAt().getEpochSecond());
    if (token.id() != null) {
      answer.put("jti", token.id());
    }
    answer.put("validUntil", token.lastDay().toString());
    if (caller.scopes().contains(Scope.INTROSPECT_CLASS)) {
      answer.put("cls", token.talentClass().name());
    }
    return answer.put("status", status(token.list()));
  }

  /** An access token of the caller itself. */
  JsonObject of(Access own) {
    return new JsonObject()
        .put("active", true)
        .put("iss", authority)
        .put("aud", authority)
        .put("sub", own.clientId())
        .put("client_id", own.clientId())
        .put("scope", String.join(" ", own.scopeTexts()))
        .put("token_type", "Bearer")
        .put("exp", own.expiresAt().getEpochSecond());
  }

  private static JsonObject status(ListState list) {
    Instant asOf = list.asOf().truncatedTo(ChronoUnit.MILLIS);
    return new JsonObject()
        .put("asOf", asOf.toString())
        .put("age", BigDecimal.valueOf(list.age().toMillis(), 3))
        .put("source", list.source())
        .put("rev", list.rev());
  }
}
