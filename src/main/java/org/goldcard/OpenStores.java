package org.goldcard;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.goldcard.card.Card;
import org.goldcard.card.CardNumber;
import org.goldcard.card.CardRefusal;
import org.goldcard.card.CardState;
import org.goldcard.card.Instruction;
import org.goldcard.card.Outcome;
import org.goldcard.card.Receipt;
import org.goldcard.card.StatusWord;
import org.goldcard.card.talent.IdentityDocument;
import org.goldcard.cli.port.CardVerb;
import org.goldcard.cli.port.CommandRefused;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.port.ListWish;
import org.goldcard.cli.port.Stores;
import org.goldcard.config.Settings;
import org.goldcard.issuing.IssueAll;
import org.goldcard.issuing.IssueCard;
import org.goldcard.issuing.list.ImportReport;
import org.goldcard.issuing.list.Progress;
import org.goldcard.partners.Client;
import org.goldcard.partners.ClientRegistry;
import org.goldcard.partners.Credentials;
import org.goldcard.partners.webhook.WebhookDesk;
import org.goldcard.records.ScanHours;
import org.goldcard.status.CardTable;
import org.goldcard.status.ChangeStatus;
import org.goldcard.status.Position;
import org.goldcard.status.RevokeCard;
import org.goldcard.status.StatusCompare;
import org.goldcard.status.feed.ConfirmRestore;
import org.goldcard.status.feed.StatusPublisher;
import org.goldcard.status.keys.AnnounceKeys;
import org.goldcard.token.notice.NodeKeys;
import org.goldcard.token.secret.Secrets;
import org.goldcard.venues.device.DeviceLog;
import org.goldcard.venues.device.SightingLog;
import org.goldcard.venues.record.VenueRegistry;
import org.goldcard.wiring.Backing;
import org.goldcard.wiring.BundleExport;
import org.goldcard.wiring.Lists;
import org.goldcard.wiring.Tokens;
import org.goldcard.wiring.partner.PartnerEvents;
import org.goldcard.wiring.venue.KnownPlaces;

/** The use cases of the command line over one PostgreSQL and one Redis. */
final class OpenStores implements Stores {
  private final Vertx vertx;
  private final Backing backing;
  private final Settings settings;
  private final InstantSource clock;
  private final ClosedAfter closedAfter;

  private OpenStores(
      Vertx vertx,
      Backing backing,
      Settings settings,
      InstantSource clock,
      ClosedAfter closedAfter) {
    this.vertx = vertx;
    this.backing = backing;
    this.settings = settings;
    this.clock = clock;
    this.closedAfter = closedAfter;
  }

  /** Opens them; {@code closedAfter} is closed last, such as servers started for this alone. */
  static OpenStores open(Settings settings, InstantSource clock, ClosedAfter closedAfter) {
    Vertx vertx = Vertx.vertx();
    try {
      Backing backing = Backing.open(vertx, settings, clock).await(30, TimeUnit.SECONDS);
      return new OpenStores(vertx, backing, settings, clock, closedAfter);
    } catch (Exception e) {
      vertx.close().onFailure(ignored -> {});
      closedAfter.close();
      if (e instanceof CommandRefused refused) {
        throw refused;
      }
      throw new CommandRefused(
          ExitCode.STORE_UNAVAILABLE,
          "无法连接数据库或Redis：" + e.getMessage(),
          "PostgreSQL or Redis cannot be opened: " + e.getMessage());
    }
  }

  /** What is closed after the stores; never fails. */
  @FunctionalInterface
  interface ClosedAfter {
    /** Closes it. */
    void close();
  }

  @Override
  public Future<ImportReport> recognise(ListWish wish, Progress progress) {
    return new Lists(vertx, backing.talents(), settings.term().length(), clock)
        .recognise(wish, progress);
  }

  @Override
  public Future<Outcome<Receipt>> issue(long talentId, Instruction instruction) {
    return issueCard().issue(talentId, instruction);
  }

  private IssueCard issueCard() {
    return new IssueCard(
        backing.cards(),
        new SecureRandom(),
        settings.term().length(),
        settings.term().isFromApproval());
  }

  @Override
  public Future<List<Long>> talentsWith(IdentityDocument document) {
    return backing
        .talents()
        .findByDocument(document)
        .map(found -> found.stream().map(talent -> talent.id()).toList());
  }

  @Override
  public Future<IssueAll.Total> issueAll(Instruction instruction, IntConsumer progress) {
    return new IssueAll(backing.unissued(), issueCard()).issue(instruction, progress);
  }

  @Override
  public Future<Outcome<Receipt>> change(
      CardVerb verb, CardNumber number, Instruction instruction) {
    ChangeStatus status = new ChangeStatus(backing.ledger(), clock);
    return switch (verb) {
      case SUSPEND -> status.suspend(number, instruction);
      case RESUME -> status.resume(number, instruction);
      case REPORT_LOST -> status.reportLost(number, instruction);
      case CLOSE -> status.close(number, instruction);
      case REVOKE ->
          settings.operation().demonstration()
              ? new RevokeCard(backing.ledger(), clock).revoke(number, instruction)
              : Future.succeededFuture(Outcome.refused(CardRefusal.CONSENT_MISSING));
    };
  }

  @Override
  public Future<Outcome<String>> liveCode(CardNumber number) {
    Tokens tokens = Tokens.load(settings, clock);
    return backing.cards().find(number).map(card -> code(tokens, card));
  }

  private Outcome<String> code(Tokens tokens, Optional<Card> card) {
    if (card.isEmpty()) {
      return Outcome.refused(CardRefusal.CARD_UNKNOWN);
    }
    return card.get().stateAt(clock.instant()) == CardState.ACTIVE
        ? Outcome.done(tokens.codes(card.get(), clock.instant(), 1).get(0).token().text())
        : Outcome.refused(CardRefusal.WRONG_STATE);
  }

  @Override
  public Future<StatusWord> statusAt(int index) {
    return CardTable.load(backing.log()).map(table -> table.at(index));
  }

  @Override
  public Future<String> register(Client client, ClientRegistry.Owner owner, Instruction by) {
    return requirePlace(client).compose(there -> record(client, owner, by));
  }

  private Future<String> record(Client client, ClientRegistry.Owner owner, Instruction by) {
    String secret = Secrets.random(new SecureRandom());
    ClientRegistry.Registration registration =
        new ClientRegistry.Registration(client, Credentials.secret(Secrets.hash(secret)), owner);
    return backing.clients().put(registration, by).map(secret);
  }

  @Override
  public Future<String> bundle(String clientId, Duration life) {
    return new BundleExport(vertx, backing, settings, clock).of(clientId, life);
  }

  @Override
  public DeviceLog devices() {
    return backing.records().deviceLog();
  }

  @Override
  public SightingLog sightings() {
    return backing.records().sightings();
  }

  @Override
  public ScanHours hours() {
    return backing.records().hours();
  }

  @Override
  public VenueRegistry venues() {
    return backing.venues();
  }

  @Override
  public Future<Void> requirePlace(Client client) {
    return KnownPlaces.check(client, backing.venues());
  }

  @Override
  public ClientRegistry clients() {
    return backing.clients();
  }

  @Override
  public WebhookDesk webhooks() {
    Tokens tokens = Tokens.load(settings, clock);
    return PartnerEvents.desk(vertx, settings, backing, tokens, clock);
  }

  @Override
  public Future<Long> announceKeys(Instruction by) {
    NodeKeys keys = Tokens.announcing(settings, clock);
    return new AnnounceKeys(backing.subjects(), keys.notices()).announce(keys.files(), by);
  }

  @Override
  public Future<StatusCompare.Report> compareStatus() {
    return CardTable.load(backing.log())
        .compose(
            table -> new StatusCompare(vertx, backing.log(), backing.carrier(), table).compare());
  }

  @Override
  public Future<Position> rebuildStatus() {
    return new StatusPublisher(
            vertx, backing.leadership(), backing.log(), backing.carrier(), () -> true)
        .rebuildNow();
  }

  @Override
  public Future<ConfirmRestore.Report> restoreReport() {
    return backing.confirmRestore(clock).report();
  }

  @Override
  public Future<Position> confirmRestore(
      ConfirmRestore.Report report, boolean recordAgain, Instruction instruction) {
    ConfirmRestore restore = backing.confirmRestore(clock);
    Future<Integer> recorded =
        recordAgain ? restore.recordAgain(report, instruction) : Future.succeededFuture(0);
    return recorded.compose(done -> restore.confirm(report, instruction));
  }

  @Override
  public void close() {
    try {
      backing.close().eventually(vertx::close).await(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      // Everything is committed; a connection that does not close in time ends with the process.
    } finally {
      closedAfter.close();
    }
  }
}
