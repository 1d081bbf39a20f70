package org.goldcard.wiring.holder;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.goldcard.accounts.HolderAccounts;
import org.goldcard.accounts.People;
import org.goldcard.accounts.claim.ClaimCard;
import org.goldcard.accounts.claim.ClaimStore;
import org.goldcard.accounts.claim.SendCodes;
import org.goldcard.accounts.message.Carrier;
import org.goldcard.accounts.message.Post;
import org.goldcard.accounts.passcode.EnrolHolder;
import org.goldcard.accounts.passcode.SignIn;
import org.goldcard.accounts.session.HolderSessions;
import org.goldcard.card.Card;
import org.goldcard.config.Settings;
import org.goldcard.issuing.IssueCard;
import org.goldcard.messaging.sms.HttpSmsGateway;
import org.goldcard.messaging.sms.HttpSmsGateway.Gateway;
import org.goldcard.policy.district.DistrictsReader;
import org.goldcard.postgres.account.PhoneHolders;
import org.goldcard.postgres.account.PostgresClaimStore;
import org.goldcard.postgres.account.PostgresHolderAccounts;
import org.goldcard.postgres.account.PostgresSessionStore;
import org.goldcard.status.ChangeStatus;
import org.goldcard.token.LiveCode;
import org.goldcard.token.LiveCodes;
import org.goldcard.token.secret.FieldIndex;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.holder.HolderServices;
import org.goldcard.web.pages.HolderPageRoute;
import org.goldcard.wiring.Backing;
import org.goldcard.wiring.StoreSettings;
import org.goldcard.wiring.Table;
import org.goldcard.wiring.Tokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The talent's side of a node: accounts over PostgreSQL, the codes they wait for, the endpoints.
 */
public final class HolderSide {
  private static final Logger LOG = LoggerFactory.getLogger(HolderSide.class);
  private static final long LOOK_EVERY_MS = 1_000;
  private static final long SWEEP_EVERY_MS = 600_000;

  private final Vertx vertx;
  private final InstantSource clock;
  private final ClaimStore store;
  private final SendCodes sending;
  private final HolderServices services;
  private final boolean demonstration;

  /**
   * Joins them.
   *
   * @param issue issues the cards that are claimed
   * @param carriers the ways messages are sent; none, and no code reaches anyone
   */
  public HolderSide(
      Vertx vertx,
      Settings settings,
      Backing backing,
      Tokens tokens,
      Table table,
      IssueCard issue,
      List<Carrier> carriers,
      InstantSource clock,
      MeterRegistry meters) {
    this.vertx = vertx;
    this.clock = clock;
    this.demonstration = settings.operation().demonstration();
    FieldIndex index = backing.index();
    SecureRandom random = new SecureRandom();
    this.store =
        new PostgresClaimStore(backing.database(), StoreSettings.cipher(settings.fields()));
    People people =
        new RecordedPeople(backing.talents(), new PhoneHolders(backing.database(), index), clock);
    this.sending =
        new SendCodes(
            store,
            people,
            new Post(carriers(vertx, settings, carriers, clock)),
            index,
            random,
            clock,
            meters);
    ClaimCard claims = new ClaimCard(store, index, random, clock, this::look);
    HolderAccounts accounts = new PostgresHolderAccounts(backing.database());
    HolderSessions sessions =
        new HolderSessions(new PostgresSessionStore(backing.database()), random, clock);
    RecordedCards cards =
        new RecordedCards(
            backing.talents(), issue, new ChangeStatus(table.prompt(backing.ledger()), clock));
    PasscodeWorkers passcodes = new PasscodeWorkers(vertx);
    this.services =
        new HolderServices(
            claims,
            new EnrolHolder(claims, accounts, passcodes, sessions, cards),
            new SignIn(people, accounts, passcodes, sessions, cards, index, clock),
            sessions,
            cards::holder,
            card -> ahead(tokens, card),
            new Windows(DistrictsReader.read(), clock)::shown,
            clock);
  }

  /** Those that the settings name, and further ones. */
  private static List<Carrier> carriers(
      Vertx vertx, Settings settings, List<Carrier> more, InstantSource clock) {
    List<Carrier> all = new ArrayList<>(more);
    Settings.SmsGateway sms = settings.operation().messages();
    if (sms != null) {
      Gateway gateway = new Gateway(sms.url(), sms.keyId(), sms.prefixes());
      all.add(new HttpSmsGateway(vertx, gateway, sms.secret().value(), clock));
    }
    if (all.isEmpty()) {
      LOG.warn("no way to send codes is named (SMS_URL): no card can be claimed");
    }
    return all;
  }

  /** The endpoints; codes are sent from now on, until Vert.x closes. */
  public List<ApiRoute> start() {
    vertx.setPeriodic(LOOK_EVERY_MS, id -> look());
    vertx.setPeriodic(SWEEP_EVERY_MS, id -> sweep());
    List<ApiRoute> routes = new ArrayList<>(HolderPageRoute.all(demonstration));
    routes.addAll(services.routes());
    return List.copyOf(routes);
  }

  private void look() {
    Future<Void> sent = sending.sendWaiting();
    sent.onFailure(e -> LOG.debug("claims could not be looked for", e));
  }

  private void sweep() {
    Future<Integer> swept = store.sweep(clock.instant());
    swept.onFailure(e -> LOG.debug("claims could not be swept", e));
  }

  /** A code fetched in the second in which the ones before were ended counts from its end. */
  private JsonArray ahead(Tokens tokens, Card card) {
    Instant now = clock.instant();
    Instant from = now.isBefore(card.codesNotBefore()) ? card.codesNotBefore() : now;
    JsonArray codes = new JsonArray();
    for (LiveCode code : tokens.codes(card, from, LiveCodes.AHEAD_MAX)) {
      codes.add(
          new JsonObject()
              .put("code", code.token().text())
              .put("shownFrom", code.showFrom().toString())
              .put("shownUntil", code.showUntil().toString()));
    }
    return codes;
  }
}
