package org.goldcard.wiring;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.goldcard.partners.ProveClient;
import org.goldcard.token.assertion.AssertionReader;
import org.goldcard.verifying.Judge;
import org.goldcard.verifying.ListState;
import org.goldcard.verifying.introspection.Introspection;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.api.oauth.IntrospectRoute;
import org.goldcard.web.api.oauth.IntrospectionServices;
import org.goldcard.web.api.published.MetadataRoute;
import org.goldcard.web.api.published.ServiceFacts;

/** Gives the endpoints of partner systems what they call. */
final class PartnerApi {
  private final Backing backing;
  private final Tokens tokens;
  private final Table table;
  private final InstantSource clock;

  PartnerApi(Backing backing, Tokens tokens, Table table, InstantSource clock) {
    this.backing = backing;
    this.tokens = tokens;
    this.table = table;
    this.clock = clock;
  }

  /** What partner systems ask beside scans. */
  List<ApiRoute> routes(
      Supplier<Optional<ListState>> list,
      IntrospectionServices.Pseudonyms names,
      PrometheusMeterRegistry meters) {
    Introspection holders =
        new Introspection(
            new Judge(table.statuses(), clock), tokens.scans(), list, Api.OLDEST_LIST);
    IntrospectionServices services =
        new IntrospectionServices(
            tokens.issuer().uri(),
            tokens.issuer().uri(),
            holders::of,
            tokens.bearers(),
            names,
            tokens.answers());
    ServiceFacts facts = new ServiceFacts(tokens.issuer().uri(), Api.OLDEST_LIST);
    return List.of(
        new IntrospectRoute(services, meters),
        MetadataRoute.oauth(facts),
        MetadataRoute.goldcard(facts));
  }

  /** Finds out which client it is that asks for a token. */
  ProveClient proofs() {
    String issuer = tokens.issuer().uri();
    AssertionReader assertions =
        new AssertionReader(
            tokens.ring()::signatures, Set.of(issuer, issuer + "/oauth2/token"), clock);
    return new ProveClient(
        backing.clients(table.subjects()), assertions, backing.assertions(), clock);
  }
}
