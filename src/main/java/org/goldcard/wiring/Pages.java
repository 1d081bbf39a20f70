package org.goldcard.wiring;

import io.vertx.ext.web.Router;
import java.util.List;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.openapi.Contract;
import org.goldcard.web.pages.AssetRoute;
import org.goldcard.web.pages.ContractRoute;
import org.goldcard.web.pages.DocsRoute;
import org.goldcard.web.pages.ReceiverRoute;
import org.goldcard.web.pages.StartRoute;
import org.goldcard.web.retirement.Retirement;

/** The contract, the pages that explain it, and what it says of operations that will end. */
public final class Pages {
  private final Contract contract;
  private final String issuer;
  private final boolean demonstration;

  /**
   * Reads the contract.
   *
   * @param issuer the service's public address
   * @param demonstration whether the routes of the demonstration are there to be tried
   */
  public Pages(String issuer, boolean demonstration) {
    this.contract = Contract.read(issuer, demonstration);
    this.issuer = issuer;
    this.demonstration = demonstration;
  }

  /** Their endpoints. */
  public List<ApiRoute> routes() {
    return List.of(
        new ContractRoute(contract),
        new DocsRoute(demonstration),
        new StartRoute(demonstration),
        new ReceiverRoute(demonstration),
        new AssetRoute());
  }

  /** Has answers of operations that will end say so; before their routes are mounted. */
  public void retire(Router router) {
    Retirement.mount(router, contract.retirements(), issuer);
  }
}
