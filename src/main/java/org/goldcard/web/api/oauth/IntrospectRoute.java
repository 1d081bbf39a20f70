package org.goldcard.web.api.oauth;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import org.goldcard.partners.Access;
import org.goldcard.partners.Scope;
import org.goldcard.verifying.introspection.Standing;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;
import org.goldcard.web.ProblemCode;
import org.goldcard.web.Refused;
import org.goldcard.web.json.Form;

/**
 * {@code POST /oauth2/introspect} (RFC 7662): does this pass, live code or access token count? The
 * caller shows an access token of its own with the scope {@code introspect} (section 2.1). Whatever
 * does not count is answered alike; a node that cannot prove its list fresh answers 503, never
 * {@code active}. No code is burnt and no visit counted. {@code Accept:
 * application/token-introspection+jwt} asks for the answer signed (RFC 9701).
 */
public final class IntrospectRoute implements ApiRoute {
  private static final String RETRY_AFTER = "Retry-After";

  private final IntrospectionServices services;
  private final IntrospectionAnswer answers;
  private final Counter active;
  private final Counter inactive;
  private final Counter unproven;

  /**
   * Introspects with these.
   *
   * @param meters where answers are counted by what they say
   */
  public IntrospectRoute(IntrospectionServices services, MeterRegistry meters) {
    this.services = services;
    this.answers = new IntrospectionAnswer(services);
    this.active = meters.counter("goldcard.introspections", "result", "active");
    this.inactive = meters.counter("goldcard.introspections", "result", "inactive");
    this.unproven = meters.counter("goldcard.introspections", "result", "unproven");
  }

  @Override
  public Endpoint endpoint() {
    return new Endpoint(
        HttpMethod.POST,
        "/oauth2/introspect",
        Endpoint.Door.CLIENT,
        Scope.INTROSPECT,
        Endpoint.Body.FORM,
        Set.of(),
        false);
  }

  @Override
  public Future<Answer> answer(Call call) {
    boolean signed = SignedAnswer.isWanted(call.listed("Accept"));
    // A parameter without a value counts as left out, others than these are passed over, and so
    // is the hint: there are no two kinds to search one after the other (RFC 6749 section 3.2).
    String token = Form.read(call.text(), "form").getOrDefault("token", "");
    if (token.isEmpty()) {
      throw Refused.at(ProblemCode.FIELD_MISSING, "form.token");
    }
    Standing standing = services.holders().apply(token);
    if (!standing.isProven()) {
      unproven.increment();
      throw Refused.with(ProblemCode.STATUS_UNPROVEN, RETRY_AFTER, "1");
    }
    Access caller = call.access();
    JsonObject found =
        standing
            .genuine()
            .map(genuine -> answers.of(genuine, caller))
            .or(() -> own(token, caller))
            .orElseGet(IntrospectionAnswer::inactive);
    (found.getBoolean("active") ? active : inactive).increment();
    return Future.succeededFuture(signed ? signed(found, caller) : Answer.json(200, found));
  }

  /** A client learns about its own access tokens and nobody else's. */
  private Optional<JsonObject> own(String token, Access caller) {
    return services
        .access()
        .read(token)
        .filter(read -> read.clientId().equals(caller.clientId()))
        .map(answers::of);
  }

  private Answer signed(JsonObject answer, Access caller) {
    byte[] json = answer.toBuffer().getBytes();
    String text = services.signer().introspection(caller.clientId(), json).text();
    return Answer.of(SignedAnswer.TYPE, Buffer.buffer(text));
  }
}
