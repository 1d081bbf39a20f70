package org.goldcard.web.api.verify;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.goldcard.partners.Scope;
import org.goldcard.token.answer.AnswerTokens;
import org.goldcard.verifying.Scan;
import org.goldcard.verifying.Verification;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;
import org.goldcard.web.ProblemCode;
import org.goldcard.web.Refused;

/**
 * {@code POST /v1/verifications}: is the holder of this code to be let in here and now? The venue
 * is that of the caller's credential. A refusal is an answer with status 200; a requestId used for
 * another code is a conflict.
 */
public final class VerifyRoute implements ApiRoute {
  private final Function<Call, ScanDesk> desks;
  private final ScanAnswers answers;

  /**
   * Verifies at a desk.
   *
   * @param meters where answers are counted by their code
   * @param receipts signs receipts for those who ask for one
   */
  public VerifyRoute(ScanDesk desk, MeterRegistry meters, AnswerTokens receipts) {
    this(call -> desk, meters, receipts);
  }

  /** Verifies at the desk of each request. */
  public VerifyRoute(Function<Call, ScanDesk> desks, MeterRegistry meters, AnswerTokens receipts) {
    this.desks = desks;
    this.answers = new ScanAnswers(meters, receipts);
  }

  @Override
  public Endpoint endpoint() {
    return new Endpoint(
        HttpMethod.POST,
        "/v1/verifications",
        Endpoint.Door.VENUE,
        Scope.VERIFY,
        Endpoint.Body.JSON,
        Set.of(),
        false);
  }

  @Override
  public Future<Answer> answer(Call call) {
    ScanBody body = call.json().read(ScanBody::from);
    Scan scan = body.by(call, "$.");
    return call.await(desks.apply(call).verify(scan))
        .map(found -> answer(given(found), scan, body));
  }

  private Answer answer(Verification given, Scan scan, ScanBody body) {
    return Answer.of(Answer.JSON, answers.of(given, scan.scanner(), body.receipt()));
  }

  private static Verification given(Optional<Verification> found) {
    return found.orElseThrow(() -> Refused.at(ProblemCode.REQUEST_ID_REUSED, "$.requestId"));
  }
}
