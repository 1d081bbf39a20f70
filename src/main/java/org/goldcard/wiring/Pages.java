package org.goldcard.wiring;

import java.util.List;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.openapi.Contract;
import org.goldcard.web.pages.AssetRoute;
import org.goldcard.web.pages.ContractRoute;
import org.goldcard.web.pages.DocsRoute;
import org.goldcard.web.pages.StartRoute;

/** The contract, and the pages that explain it. */
public final class Pages {
  private Pages() {}

  /**
   * Their endpoints.
   *
   * @param issuer the service's public address
   * @param demonstration whether the routes of the demonstration are there to be tried
   */
  public static List<ApiRoute> routes(String issuer, boolean demonstration) {
    return List.of(
        new ContractRoute(Contract.read(issuer, demonstration)),
        new DocsRoute(demonstration),
        new StartRoute(demonstration),
        new AssetRoute());
  }
}
