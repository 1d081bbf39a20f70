package org.goldcard.web.api.cards;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.goldcard.card.CardRefusal;
import org.goldcard.card.Instruction;
import org.goldcard.card.Outcome;
import org.goldcard.card.Receipt;
import org.goldcard.card.Validity;
import org.goldcard.card.talent.DocumentType;
import org.goldcard.card.talent.IdentityDocument;
import org.goldcard.issuing.TalentRegistry;
import org.goldcard.partners.Scope;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;
import org.goldcard.web.ProblemCode;
import org.goldcard.web.Problems;
import org.goldcard.web.Refused;
import org.goldcard.web.json.Fields;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/cards}: issues the card of a recognised talent (article 24(1)). 201 when this
 * request made it; 200 with the card there is when the talent had one, and so on a repetition.
 */
public final class IssueRoute implements ApiRoute {
  private final CardServices services;

  /** Issues by these services. */
  public IssueRoute(CardServices services) {
    this.services = services;
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.post("/v1/cards", Scope.CARDS_ISSUE, Endpoint.Body.JSON);
  }

  @Override
  public Future<Answer> answer(Call call) {
    Body body = call.json().read(Body::from);
    Instruction instruction = call.instruction("");
    return talent(body)
        .compose(
            found ->
                found.isPresent()
                    ? issue(found.getAsLong(), instruction, call)
                    : Future.succeededFuture(
                        Problems.of(CardRefusal.TALENT_UNKNOWN, call.requestId())));
  }

  private Future<Answer> issue(long talentId, Instruction instruction, Call call) {
    return services
        .cards()
        .findByTalent(talentId)
        .compose(
            before ->
                services
                    .issue()
                    .issue(talentId, instruction)
                    .map(outcome -> answer(outcome, before.isPresent(), call)));
  }

  private static Answer answer(Outcome<Receipt> outcome, boolean before, Call call) {
    Answer answer = CardAnswers.of(outcome, call);
    if (before || !outcome.isDone()) {
      return answer;
    }
    String number = outcome.fold(receipt -> receipt.number().digits(), refusal -> "");
    return new Answer(201, answer.type(), answer.body(), answer.headers())
        .with("Location", "/v1/cards/" + number);
  }

  private Future<OptionalLong> talent(Body body) {
    if (body.talentId() != null) {
      return Future.succeededFuture(OptionalLong.of(body.talentId()));
    }
    Document document = body.document();
    if (document == null) {
      throw new IllegalStateException("body: neither talentId nor document");
    }
    var today = Validity.dayOf(services.clock().instant());
    IdentityDocument read =
        IdentityDocument.read(document.type(), document.number(), today)
            .value()
            .orElseThrow(() -> Refused.at(ProblemCode.DOCUMENT_INVALID, "$.document.number"));
    return services.talents().findByDocument(read).map(IssueRoute::onlyOne);
  }

  private static OptionalLong onlyOne(List<TalentRegistry.OnFile> found) {
    if (found.size() > 1) {
      throw Refused.at(ProblemCode.DOCUMENT_AMBIGUOUS, "$.document");
    }
    return found.stream().mapToLong(TalentRegistry.OnFile::id).findFirst();
  }

  /**
   * Whose card to issue: one of the two.
   *
   * @param talentId the talent's id
   * @param document one of the talent's documents
   */
  record Body(@Nullable Long talentId, @Nullable Document document) {
    static Body from(Fields fields) {
      OptionalLong id = fields.optionalWhole("talentId", 1, Fields.MOST_EXACT);
      Optional<Document> document = fields.optionalObject("document", Document::from);
      if (id.isPresent() && document.isPresent()) {
        throw fields.badValue("document");
      }
      if (id.isEmpty() && document.isEmpty()) {
        throw fields.missing("talentId");
      }
      return new Body(id.isPresent() ? id.getAsLong() : null, document.orElse(null));
    }
  }

  /**
   * An identity document as typed.
   *
   * @param type its type
   * @param number its number
   */
  record Document(DocumentType type, String number) {
    private static final Pattern NUMBER = Pattern.compile("[\\p{L}\\p{N}\\p{Ps}\\p{Pe} -]{1,40}");

    static Document from(Fields fields) {
      return new Document(fields.oneOf("type", DocumentType.class), fields.text("number", NUMBER));
    }
  }
}
