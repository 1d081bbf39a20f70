package org.goldcard.web;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Random;
import org.goldcard.card.Card;
import org.goldcard.issuing.IssueCard;
import org.goldcard.issuing.UpgradeCard;
import org.goldcard.status.ChangeStatus;
import org.goldcard.testkit.InMemoryCards;
import org.goldcard.testkit.InMemoryTalentRegistry;
import org.goldcard.testkit.TickingClock;
import org.goldcard.token.LiveCodes;
import org.goldcard.token.PassSigner;
import org.goldcard.web.api.cards.CardServices;
import org.goldcard.web.api.cards.CloseRoute;
import org.goldcard.web.api.cards.IssueRoute;
import org.goldcard.web.api.cards.ReadCardRoute;
import org.goldcard.web.api.cards.ReportLossRoute;
import org.goldcard.web.api.cards.ResumeRoute;
import org.goldcard.web.api.cards.SuspendRoute;
import org.goldcard.web.api.cards.UpgradeRoute;
import org.goldcard.web.api.codes.CodeServices;
import org.goldcard.web.api.codes.DrawPassRoute;
import org.goldcard.web.api.codes.LiveCodesRoute;
import org.goldcard.web.api.codes.PassRoute;

/** What the API does with cards and shows of them, over stores in memory. */
record CardSide(
    InMemoryCards cards,
    InMemoryTalentRegistry talents,
    PassSigner passes,
    LiveCodes liveCodes,
    TickingClock clock) {

  List<ApiRoute> routes() {
    CardServices card = changing();
    CodeServices code = showing();
    return List.of(
        new IssueRoute(card),
        new ReadCardRoute(card),
        new SuspendRoute(card),
        new ReportLossRoute(card),
        new ResumeRoute(card),
        new CloseRoute(card),
        new UpgradeRoute(card),
        new PassRoute(code),
        DrawPassRoute.png(code),
        DrawPassRoute.svg(code),
        new LiveCodesRoute(code));
  }

  private CardServices changing() {
    Period term = Period.ofYears(5);
    return new CardServices(
        cards,
        talents,
        new IssueCard(cards, new Random(3), term),
        new UpgradeCard(cards, term),
        new ChangeStatus(cards, clock),
        clock);
  }

  private CodeServices showing() {
    return new CodeServices(
        cards,
        card -> passes.sign(card).text(),
        this::codes,
        text -> Future.succeededFuture(Buffer.buffer("png of " + text.length())),
        text -> Future.succeededFuture(Buffer.buffer("<svg/>")),
        clock);
  }

  List<CodeServices.ShownCode> codes(Card card, Instant at, int count) {
    return liveCodes.ahead(card.number(), card.index(), at, count).stream()
        .map(
            c ->
                new CodeServices.ShownCode(
                    c.token().text(),
                    c.showFrom(),
                    c.showUntil(),
                    c.showFrom().plus(LiveCodes.ACCEPTED)))
        .toList();
  }
}
