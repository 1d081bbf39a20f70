package org.goldcard.web.api.cards;

import java.time.InstantSource;
import java.util.List;
import org.goldcard.issuing.CardRegistry;
import org.goldcard.issuing.IssueCard;
import org.goldcard.issuing.TalentRegistry;
import org.goldcard.issuing.UpgradeCard;
import org.goldcard.status.ChangeStatus;
import org.goldcard.web.ApiRoute;

/**
 * What the card endpoints call.
 *
 * @param cards the cards of record
 * @param talents the recognised talents of record
 * @param issue issues
 * @param upgrade upgrades
 * @param status stops a card and sets it going again
 * @param clock for the state a card shows
 */
public record CardServices(
    CardRegistry cards,
    TalentRegistry talents,
    IssueCard issue,
    UpgradeCard upgrade,
    ChangeStatus status,
    InstantSource clock) {

  /** All endpoints about cards. */
  public List<ApiRoute> routes() {
    return List.of(
        new IssueRoute(this),
        new ReadCardRoute(this),
        new SuspendRoute(this),
        new ReportLossRoute(this),
        new ResumeRoute(this),
        new CloseRoute(this),
        new UpgradeRoute(this));
  }
}
