package org.goldcard.wiring.holder;

import io.vertx.core.Future;
import java.util.Optional;
import org.goldcard.accounts.HolderCards;
import org.goldcard.card.Actor;
import org.goldcard.card.Card;
import org.goldcard.card.Instruction;
import org.goldcard.card.Outcome;
import org.goldcard.issuing.IssueCard;
import org.goldcard.issuing.TalentRegistry;
import org.goldcard.issuing.TalentRegistry.OnFile;
import org.goldcard.status.ChangeStatus;
import org.goldcard.web.holder.HolderServices.Holder;

/** The cards of record as accounts ask for them; the holder is who does it. */
final class RecordedCards implements HolderCards {
  private final TalentRegistry talents;
  private final IssueCard issue;
  private final ChangeStatus status;

  RecordedCards(TalentRegistry talents, IssueCard issue, ChangeStatus status) {
    this.talents = talents;
    this.issue = issue;
    this.status = status;
  }

  @Override
  public Future<Boolean> issue(long talentId) {
    return issue.issue(talentId, by(talentId, "claim")).map(Outcome::isDone);
  }

  @Override
  public Future<Void> endCodes(long talentId) {
    return card(talentId)
        .compose(
            card ->
                card.isEmpty()
                    ? Future.succeededFuture()
                    : status
                        .endCodes(card.get().number(), by(talentId, "another browser"))
                        .mapEmpty());
  }

  /** Who a talent is and which card it has. */
  Future<Optional<Holder>> holder(long talentId) {
    return talents.find(talentId).map(found -> found.flatMap(RecordedCards::holder));
  }

  private static Optional<Holder> holder(OnFile known) {
    return Optional.ofNullable(known.card())
        .map(card -> new Holder(known.talent().name().text(), card));
  }

  private Future<Optional<Card>> card(long talentId) {
    return talents.find(talentId).map(found -> found.flatMap(k -> Optional.ofNullable(k.card())));
  }

  private static Instruction by(long talentId, String reason) {
    return Instruction.of(new Actor(Actor.Kind.HOLDER, Long.toString(talentId)), reason);
  }
}
