package org.goldcard.web.api;

import java.util.List;
import org.goldcard.web.ApiRoute;
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
import org.goldcard.web.api.oauth.TokenRoute;
import org.goldcard.web.api.published.JwksRoute;
import org.goldcard.web.api.published.LiveRoute;
import org.goldcard.web.api.published.ReadyRoute;
import org.goldcard.web.api.published.StatusListRoute;
import org.goldcard.web.api.verify.VerifyRoute;

/**
 * All routes of the API but the metrics, whose door the operator chooses. None of them revokes a
 * card (article 24(3)).
 */
public final class ApiRoutes {
  private ApiRoutes() {}

  /** The routes, calling these services. */
  public static List<ApiRoute> of(ApiServices services) {
    CardServices cards = services.cards();
    CodeServices codes = services.codes();
    ApiServices.Partners partners = services.partners();
    ApiServices.Published published = services.published();
    return List.of(
        new TokenRoute(partners.access(), partners.tokens(), partners.clock()),
        new IssueRoute(cards),
        new ReadCardRoute(cards),
        new SuspendRoute(cards),
        new ReportLossRoute(cards),
        new ResumeRoute(cards),
        new CloseRoute(cards),
        new UpgradeRoute(cards),
        new PassRoute(codes),
        DrawPassRoute.png(codes),
        DrawPassRoute.svg(codes),
        new LiveCodesRoute(codes),
        new VerifyRoute(services.desk(), services.meters()),
        new JwksRoute(published.jwks()),
        new StatusListRoute(published.lists(), published.listTtl()),
        new LiveRoute(),
        new ReadyRoute(services.vitals()));
  }
}
