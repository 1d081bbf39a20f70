package org.goldcard.web.holder;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.goldcard.card.talent.DocumentType;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;

/**
 * {@code GET /card/api/facts}: what forms offer: kinds of documents, districts with their windows.
 */
final class FactsRoute implements ApiRoute {
  private final HolderServices services;

  FactsRoute(HolderServices services) {
    this.services = services;
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.holder(HttpMethod.GET, "/card/api/facts", Endpoint.Body.NONE);
  }

  @Override
  public Future<Answer> answer(Call call) {
    JsonArray documents = new JsonArray();
    for (DocumentType type : DocumentType.values()) {
      // People write one name for both editions; the number tells which it is.
      if (type != DocumentType.FPR_OLD) {
        documents.add(
            new JsonObject().put("code", type.name()).put("zh", zh(type)).put("en", en(type)));
      }
    }
    return Future.succeededFuture(
        Answer.json(
            200,
            Words.FACTS
                .json()
                .put("documents", documents)
                .put("windows", services.windows().get())
                .put("notice", HolderServices.NOTICE)));
  }

  private static String zh(DocumentType type) {
    return type == DocumentType.FPR_NEW ? "外国人永久居留身份证" : type.zh();
  }

  private static String en(DocumentType type) {
    return type == DocumentType.FPR_NEW ? "Foreign permanent resident ID card" : type.en();
  }
}
