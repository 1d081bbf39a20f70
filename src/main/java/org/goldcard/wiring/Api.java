package org.goldcard.wiring;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.goldcard.card.Card;
import org.goldcard.issuing.IssueCard;
import org.goldcard.issuing.UpgradeCard;
import org.goldcard.partners.GrantAccess;
import org.goldcard.partners.ShiftQuota;
import org.goldcard.qr.QrPictures;
import org.goldcard.status.ChangeStatus;
import org.goldcard.status.Freshness;
import org.goldcard.status.PublishedList;
import org.goldcard.token.LiveCodes;
import org.goldcard.token.secret.FieldIndex;
import org.goldcard.verifying.CodeReader;
import org.goldcard.verifying.Judge;
import org.goldcard.verifying.ListState;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Refused;
import org.goldcard.web.api.cards.CardServices;
import org.goldcard.web.api.codes.CodeServices;
import org.goldcard.web.api.codes.DrawPassRoute;
import org.goldcard.web.api.codes.LiveCodesRoute;
import org.goldcard.web.api.codes.PassRoute;
import org.goldcard.web.api.events.EventStreams;
import org.goldcard.web.api.events.EventsRoute;
import org.goldcard.web.api.oauth.IntrospectionServices;
import org.goldcard.web.api.oauth.TokenRoute;
import org.goldcard.web.api.offline.ActivityRoute;
import org.goldcard.web.api.offline.BundleRoute;
import org.goldcard.web.api.offline.HeartbeatRoute;
import org.goldcard.web.api.offline.SignedBundles;
import org.goldcard.web.api.offline.SyncRoute;
import org.goldcard.web.api.offline.SyncServices;
import org.goldcard.web.api.published.JwksRoute;
import org.goldcard.web.api.published.StatusListRoute;
import org.goldcard.web.api.verify.BatchRoute;
import org.goldcard.web.api.verify.ScanBook;
import org.goldcard.web.api.verify.ScanDesk;
import org.goldcard.web.api.verify.ScanServices;
import org.goldcard.web.api.verify.VerifyRoute;
import org.goldcard.web.limit.Doors;
import org.goldcard.web.limit.Places;
import org.goldcard.web.limit.Shed;
import org.goldcard.wiring.venue.Gates;

/** Gives each endpoint what it calls. */
public final class Api {
  private static final Duration ACCESS_LIFE = Duration.ofMinutes(10);

  /** The age beyond which no node may say VALID. */
  public static final Duration OLDEST_LIST = Duration.ofSeconds(5);

  private static final String OLDEST_APP = "1.0.0";
  private static final int PASS_PIXELS = 480;
  private static final String PASS_TITLE = "泉城人才服务金卡 电子凭证 / Gold card pass";
  private static final int DRAWINGS = 64;

  private final Places drawings = new Places(DRAWINGS);
  private final Backing backing;
  private final Tokens tokens;
  private final Table table;
  private final InstantSource clock;
  private final Doors doors;
  private final PartnerApi partners;
  private final int typedPerShift;

  /** Gives what these offer; a client may type so many numbers in a shift. */
  public Api(
      Backing backing,
      Tokens tokens,
      Table table,
      InstantSource clock,
      Doors doors,
      int typedPerShift) {
    this.typedPerShift = typedPerShift;
    this.doors = doors;
    this.backing = backing;
    this.tokens = tokens;
    this.table = table;
    this.clock = clock;
    this.partners = new PartnerApi(backing, tokens, table, clock);
  }

  /** Issue, read and change cards. */
  public List<ApiRoute> cards(IssueCard issue, UpgradeCard upgrade) {
    ChangeStatus status = new ChangeStatus(table.prompt(backing.ledger()), clock);
    return new CardServices(backing.cards(), backing.talents(), issue, upgrade, status, clock)
        .routes();
  }

  /** What a holder shows. */
  public List<ApiRoute> codes(Vertx vertx) {
    QrPictures pictures = new QrPictures(vertx);
    CodeServices services =
        new CodeServices(
            backing.cards(),
            tokens::pass,
            this::shown,
            text -> drawn(() -> pictures.png(text, PASS_PIXELS).map(Buffer::buffer)),
            text -> drawn(() -> pictures.svg(text, PASS_TITLE).map(Buffer::buffer)),
            clock);
    return List.of(
        new PassRoute(services),
        DrawPassRoute.png(services),
        DrawPassRoute.svg(services),
        new LiveCodesRoute(services));
  }

  /** So many pictures may wait to be drawn, and no more. */
  private Future<Buffer> drawn(Supplier<Future<Buffer>> drawing) {
    return drawings
        .with(drawing)
        .orElseGet(
            () -> {
              doors.shed().count(Shed.Reason.DRAWING);
              return Future.failedFuture(Refused.busy(1));
            });
  }

  private List<CodeServices.ShownCode> shown(Card card, Instant fetchedAt, int count) {
    return tokens.codes(card, fetchedAt, count).stream()
        .map(
            code ->
                new CodeServices.ShownCode(
                    code.token().text(),
                    code.showFrom(),
                    code.showUntil(),
                    code.showFrom().plus(LiveCodes.ACCEPTED)))
        .toList();
  }

  /** Judge a scan. */
  public List<ApiRoute> scans(Gates gates, PrometheusMeterRegistry meters) {
    FieldIndex names = backing.index();
    ShiftQuota numbers = NodeDoors.counted(backing.numbers(typedPerShift, clock), doors);
    ScanServices services =
        new ScanServices(
            new Judge(table.statuses(), clock),
            new CodeReader(tokens.scans())::read,
            gates.sites()::rules,
            this::list,
            table::awaitRev,
            backing.memory(),
            table.displays(backing.lookup()),
            numbers,
            (client, request) ->
                names.hexKey("verification", client + ' ' + request).substring(0, 32),
            ScanBook.of(gates.recording(), meters, gates.devices().scans()));
    ScanDesk desk = new ScanDesk(services);
    return List.of(
        new VerifyRoute(desk, meters, tokens.answers()),
        new BatchRoute(desk, meters, tokens.answers(), System::nanoTime));
  }

  /** What scanners without a network are given, and what they send when they are back. */
  public List<ApiRoute> offline(Vertx vertx, Gates gates, PrometheusMeterRegistry meters) {
    SignedBundles bundles =
        new SignedBundles(
            vertx,
            table.history(),
            tokens::ring,
            gates.sites()::rulesOn,
            tokens::listUri,
            tokens.bundles(),
            clock);
    FieldIndex names = backing.index();
    SyncServices sync =
        new SyncServices(
            new CodeReader(tokens.scans())::readOffline,
            gates.sites()::rulesOn,
            table.statuses(),
            backing.records().offline(),
            backing.records().references()::codes,
            backing.memory(),
            (purpose, text) -> names.hexKey(purpose, text).substring(0, 32),
            gates.devices().queued(gates.recording().scans()),
            clock);
    HeartbeatRoute heartbeat =
        new HeartbeatRoute(
            clock, this::list, tokens::kids, bundles, OLDEST_APP, gates.devices().beats(), meters);
    ActivityRoute activity = new ActivityRoute(backing.records().hours(), clock);
    return List.of(new BundleRoute(bundles), new SyncRoute(sync), heartbeat, activity);
  }

  /** Push changes to scanners. */
  public ApiRoute events(EventStreams streams) {
    return new EventsRoute(streams, doors.limits(), doors.shed(), doors::isLeaving);
  }

  /** Sign in, and read what is public. */
  public List<ApiRoute> open() {
    GrantAccess access = new GrantAccess(partners.proofs(), ACCESS_LIFE, clock);
    return List.of(
        new TokenRoute(access, tokens.bearers(), clock),
        new JwksRoute(() -> tokens.ring().jwks()),
        new StatusListRoute(this::published, PublishedList.TTL));
  }

  /** What partner systems ask beside scans. */
  public List<ApiRoute> partners(
      IntrospectionServices.Pseudonyms names, PrometheusMeterRegistry meters) {
    return partners.routes(this::list, names, meters);
  }

  private Optional<ListState> list() {
    return list(table);
  }

  /** How fresh a node's table is, in the words of a verification. */
  public static Optional<ListState> list(Table table) {
    return table.freshness().map(Api::listState);
  }

  private static ListState listState(Freshness fresh) {
    return new ListState(fresh.asOf(), fresh.age(), fresh.source(), fresh.rev());
  }

  private Optional<StatusListRoute.SignedList> published(int number) {
    return table
        .published(number)
        .map(list -> new StatusListRoute.SignedList(list.text(), list.etag()));
  }
}
