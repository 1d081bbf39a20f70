package org.goldcard.web.pages;

import io.vertx.core.Future;
import java.time.Duration;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;
import org.goldcard.web.openapi.Contract;

/** {@code GET /openapi.json}: the contract, for tools and for browsers of any origin. */
public final class ContractRoute implements ApiRoute {
  private static final Duration MAX_AGE = Duration.ofMinutes(5);

  private final StaticFile file;

  /** Serves a contract. */
  public ContractRoute(Contract contract) {
    this.file = StaticFile.kept(Answer.JSON, contract.text(), MAX_AGE);
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.open("/openapi.json", true);
  }

  @Override
  public Future<Answer> answer(Call call) {
    return Future.succeededFuture(file.answer(call));
  }
}
