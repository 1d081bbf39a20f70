package org.goldcard.web;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.goldcard.card.Card;
import org.goldcard.card.CardNumber;
import org.goldcard.card.StatusWord;
import org.goldcard.card.TalentClass;
import org.goldcard.partners.place.Areas;
import org.goldcard.policy.VenueType;
import org.goldcard.records.CardReferences;
import org.goldcard.records.RecordScans;
import org.goldcard.testkit.InMemoryCards;
import org.goldcard.testkit.InMemoryScanSpool;
import org.goldcard.testkit.TestKeys;
import org.goldcard.testkit.TickingClock;
import org.goldcard.token.ScanReader;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.token.sandbox.SandboxKeys;
import org.goldcard.token.secret.KeyedReference;
import org.goldcard.verifying.CardLookup;
import org.goldcard.verifying.CodeReader;
import org.goldcard.verifying.Judge;
import org.goldcard.verifying.ListState;
import org.goldcard.verifying.ScanMemory;
import org.goldcard.verifying.SiteRules;
import org.goldcard.verifying.introspection.Introspection;
import org.goldcard.verifying.memory.NodeScanMemory;
import org.goldcard.web.api.verify.ScanBook;
import org.goldcard.web.api.verify.ScanDesk;
import org.goldcard.web.api.verify.ScanServices;
import org.goldcard.wiring.sandbox.SandboxSide;
import org.jspecify.annotations.Nullable;

/** A gate whose rules, list, memory and record a test sets as it likes. */
final class Gate implements CardLookup, Areas {
  static final String VENUE = "park";

  private static final ScanMemory.Display NAMED =
      new ScanMemory.Display("张*", List.of("0019", "567X"));

  private static final String SECRET = "07".repeat(32);

  final AtomicInteger asked = new AtomicInteger();
  final AtomicInteger typed = new AtomicInteger();
  int typedAtMost = Integer.MAX_VALUE;
  boolean countIsAway;
  boolean known = true;
  boolean freeForAll;
  boolean staticPasses = true;
  boolean numberLookup = true;
  boolean recordIsAway;
  boolean memoryIsShared = true;
  boolean listIsLoaded = true;
  boolean revArrives;
  SiteRules.Visits visits = SiteRules.Visits.COUNTED;
  Set<TalentClass> classes = EnumSet.allOf(TalentClass.class);
  boolean covered = true;
  boolean ticketed;
  int maxPersons = 1;
  Duration age = Duration.ofMillis(412);
  Runnable tick = () -> {};
  CompletableFuture<?> held = CompletableFuture.completedFuture(null);
  final AtomicInteger waiting = new AtomicInteger();
  @Nullable String document;
  @Nullable Card card;
  @Nullable String alsoKnown;

  private final InMemoryCards cards;
  final InMemoryScanSpool spool = new InMemoryScanSpool();
  private final TickingClock clock;
  private final SimpleMeterRegistry meters;
  private final NodeScanMemory memory = new NodeScanMemory(1000, () -> 0);
  private @Nullable RecordScans records;
  private long revAhead;

  Gate(InMemoryCards cards, TickingClock clock, SimpleMeterRegistry meters) {
    this.cards = cards;
    this.clock = clock;
    this.meters = meters;
  }

  ScanDesk desk(TestKeys keys, Issuer issuer) {
    KeyRing ring = keys.ring();
    CardReferences references =
        new CardReferences(secret -> new KeyedReference(new byte[32], secret));
    references.use(Map.of(CardReferences.month(clock.instant()), SECRET));
    records = new RecordScans(spool, references, () -> 0);
    return new ScanDesk(
        new ScanServices(
            new Judge(this::word, clock),
            new CodeReader(new ScanReader(() -> ring, issuer, clock))::read,
            this::rules,
            this::list,
            this::reached,
            this::remember,
            this,
            this::mayType,
            (client, request) -> "v-" + client + '-' + request,
            new ScanBook(records, meters)));
  }

  /** What the desk records by. */
  RecordScans records() {
    return Objects.requireNonNull(records, "desk: not opened");
  }

  /** The sandbox beside it, by its rules. */
  SandboxSide sandbox(Vertx vertx, KeyRing beside, Issuer issuer) {
    KeyRing ring = SandboxKeys.ring(p -> secret(p.letter()), beside.signatures());
    return new SandboxSide(vertx, ring, issuer, clock, this::rules, (venue, day) -> rules(venue));
  }

  private static byte[] secret(char letter) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) letter);
    return secret;
  }

  Introspection introspection(TestKeys keys, Issuer issuer) {
    KeyRing ring = keys.ring();
    return new Introspection(
        new Judge(this::word, clock),
        new ScanReader(() -> ring, issuer, clock),
        this::list,
        Duration.ofSeconds(5));
  }

  private CompletionStage<Boolean> mayType(String client) {
    return countIsAway
        ? CompletableFuture.failedFuture(new IllegalStateException("away"))
        : CompletableFuture.completedFuture(typed.incrementAndGet() <= typedAtMost);
  }

  StatusWord word(int index) {
    StatusWord[] found = {StatusWord.NONE};
    cards.log().snapshot((at, word) -> found[0] = at == index ? word : found[0]).result();
    return found[0];
  }

  Optional<ListState> list() {
    long rev = cards.log().head().result().seq() + revAhead;
    return listIsLoaded
        ? Optional.of(new ListState(clock.instant().minus(age), age, "postgresql", rev))
        : Optional.empty();
  }

  private Future<Boolean> reached(long rev, Duration atMost) {
    asked.incrementAndGet();
    revAhead = revArrives ? rev : 0;
    return Future.succeededFuture(revArrives);
  }

  CompletionStage<ScanMemory.Note> remember(ScanMemory.Mark mark) {
    tick.run();
    ScanMemory.Note note = memory.note(mark);
    waiting.incrementAndGet();
    return held.thenApply(
        open ->
            new ScanMemory.Note(
                note.use(),
                note.requestConflict(),
                note.visit(),
                memoryIsShared && !recordIsAway ? NAMED : null,
                memoryIsShared,
                note.first()));
  }

  Optional<SiteRules> rules(String venue) {
    boolean there = known && (venue.equals(VENUE) || venue.equals(alsoKnown));
    return there ? Optional.of(rules()) : Optional.empty();
  }

  private SiteRules rules() {
    SiteRules.Check ownId =
        new SiteRules.Check("OWN_ID", new SiteRules.Phrase("核对本人身份证件", "Check the holder's ID"));
    SiteRules.Item item =
        new SiteRules.Item(
            "TOURISM_FITNESS.FREE_ENTRY",
            new SiteRules.Phrase("免购门票入园", "Free entrance"),
            "济人才办发〔2018〕12号第二十条",
            classes,
            List.of(ownId),
            true,
            maxPersons,
            ticketed,
            "示例-001",
            new SiteRules.Phrase("不含园中园", "Without the gardens inside"));
    return new SiteRules(
        VENUE,
        freeForAll,
        covered ? List.of(item) : List.of(),
        staticPasses,
        numberLookup,
        visits,
        Duration.ofSeconds(5),
        false);
  }

  /** The park lies in an area with a bank beside it; a lake lies elsewhere. */
  @Override
  public Optional<VenueType> typeOf(String venue) {
    return switch (venue) {
      case "area", VENUE, "lake" -> Optional.of(VenueType.PARK_GOV_INVESTED);
      case "bank" -> Optional.of(VenueType.BANK_DESIGNATED);
      default -> Optional.empty();
    };
  }

  @Override
  public boolean isWithin(String venue, String area) {
    return venue.equals(area) || (area.equals("area") && Set.of(VENUE, "bank").contains(venue));
  }

  @Override
  public Optional<Point> point(String checkpoint) {
    return switch (checkpoint) {
      case "east" -> Optional.of(new Point(VENUE, true));
      case "west" -> Optional.of(new Point(VENUE, false));
      case "desk" -> Optional.of(new Point("bank", true));
      case "pier" -> Optional.of(new Point("lake", true));
      default -> Optional.empty();
    };
  }

  @Override
  public CompletionStage<OptionalInt> byNumber(CardNumber number) {
    return found(cards.find(number).result());
  }

  @Override
  public CompletionStage<OptionalInt> byDocument(String documentNumber) {
    return found(
        documentNumber.equals(document) ? Optional.ofNullable(card) : Optional.<Card>empty());
  }

  private CompletionStage<OptionalInt> found(Optional<Card> card) {
    asked.incrementAndGet();
    return recordIsAway
        ? CompletableFuture.failedFuture(new IllegalStateException("away"))
        : CompletableFuture.completedFuture(
            card.map(c -> OptionalInt.of(c.index())).orElseGet(OptionalInt::empty));
  }

  @Override
  public CompletionStage<ScanMemory.@Nullable Display> display(int cardIndex) {
    return recordIsAway ? new CompletableFuture<>() : CompletableFuture.completedFuture(NAMED);
  }
}
