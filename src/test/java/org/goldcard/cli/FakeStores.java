package org.goldcard.cli;

import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import org.goldcard.card.CardNumber;
import org.goldcard.card.CardRefusal;
import org.goldcard.card.CardState;
import org.goldcard.card.Instruction;
import org.goldcard.card.Outcome;
import org.goldcard.card.Receipt;
import org.goldcard.card.StatusWord;
import org.goldcard.card.StoreUnavailable;
import org.goldcard.card.TalentClass;
import org.goldcard.card.Validity;
import org.goldcard.card.talent.IdentityDocument;
import org.goldcard.cli.port.CardVerb;
import org.goldcard.cli.port.ListWish;
import org.goldcard.cli.port.Stores;
import org.goldcard.issuing.IssueAll;
import org.goldcard.issuing.list.ImportReport;
import org.goldcard.issuing.list.Progress;
import org.goldcard.partners.Client;
import org.goldcard.partners.ClientRegistry;
import org.goldcard.partners.webhook.WebhookDesk;
import org.goldcard.postgres.subject.PostgresClientRegistry;
import org.goldcard.postgres.subject.PostgresVenueRegistry;
import org.goldcard.records.ScanHours;
import org.goldcard.status.Position;
import org.goldcard.status.StatusCompare;
import org.goldcard.status.feed.ConfirmRestore;
import org.goldcard.testkit.InMemoryStatusLog;
import org.goldcard.testkit.InMemorySubjects;
import org.goldcard.testkit.TickingClock;
import org.goldcard.token.secret.FieldCipher;
import org.goldcard.venues.device.DeviceLog;
import org.goldcard.venues.device.Heartbeat;
import org.goldcard.venues.device.Sighting;
import org.goldcard.venues.device.SightingLog;
import org.goldcard.venues.record.VenueRegistry;
import org.jspecify.annotations.Nullable;

/** Stores of maps, which remember what was asked of them. */
final class FakeStores implements Stores {
  static final CardNumber CARD = new CardNumber("9000000000000001");
  static final CardNumber OTHER_CARD = new CardNumber("9000000000000019");

  final Set<Long> talents = new TreeSet<>();
  final Map<IdentityDocument, List<Long>> documents = new HashMap<>();
  final Set<CardNumber> cards = new HashSet<>();
  final Map<Integer, StatusWord> words = new HashMap<>();
  final List<String> asked = new ArrayList<>();
  ImportReport report = new ImportReport(0, true, Map.of(), List.of(), List.of(), List.of(), null);
  ListWish wish = new ListWish(Path.of(""), RunCommand.OPERATOR, false, null);
  StatusCompare.Report comparison = comparison(0);
  ConfirmRestore.Report restore = restored(false);
  Outcome<String> liveCode = Outcome.refused(CardRefusal.CARD_UNKNOWN);
  final FakeWebhooks webhooks = new FakeWebhooks();
  @Nullable RuntimeException failure;
  final List<Heartbeat> heartbeats = new ArrayList<>();
  final List<Sighting> sightings = new ArrayList<>();
  final List<ScanHours.Hour> hours = new ArrayList<>();
  int closed;

  /** What every call fails with while the database cannot be reached. */
  static StoreUnavailable unreachable() {
    return new StoreUnavailable("connect", new IOException("refused"));
  }

  /** A record that lacks one stop, or nothing. */
  static ConfirmRestore.Report restored(boolean lacks) {
    Position head = new Position(1, lacks ? 7 : 9, "ab".repeat(32));
    Position known = new Position(1, 9, "ab".repeat(32));
    ConfirmRestore.Stop stop = new ConfirmRestore.Stop(41, false, CardState.REVOKED, CARD);
    return new ConfirmRestore.Report(
        head, Optional.of(known), Optional.empty(), lacks, lacks ? List.of(stop) : List.of());
  }

  static StatusCompare.Report comparison(int differences) {
    Position position = new Position(1, 7, "ab".repeat(32));
    return new StatusCompare.Report(
        position,
        Optional.of(position),
        Optional.of(position),
        12,
        differences,
        0,
        differences == 0
            ? List.of()
            : List.of(
                new StatusCompare.Difference(
                    5, StatusWord.NONE, new StatusWord(1), StatusWord.NONE)));
  }

  @Override
  public Future<ImportReport> recognise(ListWish asked, Progress progress) {
    wish = asked;
    progress.at(Progress.Stage.CHECKING, 5, 10);
    progress.at(Progress.Stage.CHECKING, 10, 10);
    return answer(report);
  }

  @Override
  public Future<Outcome<Receipt>> issue(long talentId, Instruction instruction) {
    asked.add("issue " + talentId + " by " + instruction.actor().name());
    boolean known = talents.remove(talentId);
    return answer(
        known
            ? Outcome.done(receipt(CARD, CardState.ACTIVE))
            : Outcome.refused(CardRefusal.TALENT_UNKNOWN));
  }

  @Override
  public Future<List<Long>> talentsWith(IdentityDocument document) {
    return answer(documents.getOrDefault(document, List.of()));
  }

  private final InMemorySubjects subjects =
      new InMemorySubjects(new InMemoryStatusLog(), new TickingClock("2026-11-23T02:00:00Z"));
  private final ClientRegistry clients =
      new PostgresClientRegistry(
          subjects,
          new FieldCipher(Map.of(1, new byte[FieldCipher.KEY_LENGTH]), 1, new SecureRandom()));
  private final VenueRegistry venues = new PostgresVenueRegistry(subjects);

  @Override
  public Future<Long> announceKeys(Instruction by) {
    asked.add("announce keys");
    return Future.succeededFuture(7L);
  }

  @Override
  public Future<String> bundle(String clientId, Duration life) {
    asked.add("bundle " + clientId + " " + life);
    return answer("a.signed.bundle");
  }

  @Override
  public DeviceLog devices() {
    return new DeviceLog() {
      @Override
      public Future<Void> write(List<Heartbeat> all) {
        heartbeats.addAll(all);
        return Future.succeededFuture();
      }

      @Override
      public Future<List<Heartbeat>> all() {
        return answer(heartbeats);
      }
    };
  }

  @Override
  public SightingLog sightings() {
    return new SightingLog() {
      @Override
      public Future<Void> write(List<Sighting> all) {
        sightings.addAll(all);
        return Future.succeededFuture();
      }

      @Override
      public Future<List<Sighting>> lastHeard(Instant from, Instant before) {
        return answer(sightings.stream().filter(s -> s.at().isBefore(before)).toList());
      }
    };
  }

  @Override
  public ScanHours hours() {
    return wish -> {
      asked.add("hours " + wish.from() + " " + wish.client() + " " + wish.venue());
      return answer(hours);
    };
  }

  @Override
  public VenueRegistry venues() {
    return venues;
  }

  @Override
  public ClientRegistry clients() {
    return clients;
  }

  @Override
  public WebhookDesk webhooks() {
    return webhooks.desk(clients);
  }

  @Override
  public Future<String> register(Client client, ClientRegistry.Owner owner, Instruction by) {
    asked.add("register " + client.id() + " " + client.scopes() + " " + client.venueId());
    return answer("a-secret");
  }

  @Override
  public Future<Void> requirePlace(Client client) {
    asked.add("place " + client.venueId());
    return answer(true).mapEmpty();
  }

  @Override
  public Future<IssueAll.Total> issueAll(Instruction instruction, IntConsumer progress) {
    int issued = talents.size();
    talents.clear();
    progress.accept(issued);
    return answer(new IssueAll.Total(issued, 0));
  }

  @Override
  public Future<Outcome<Receipt>> change(
      CardVerb verb, CardNumber number, Instruction instruction) {
    asked.add(verb + " " + number + " " + instruction.reason());
    return answer(
        cards.contains(number)
            ? Outcome.done(receipt(number, CardState.LOST))
            : Outcome.refused(CardRefusal.CARD_UNKNOWN));
  }

  @Override
  public Future<Outcome<String>> liveCode(CardNumber number) {
    asked.add("liveCode " + number);
    return answer(liveCode);
  }

  @Override
  public Future<StatusWord> statusAt(int index) {
    return answer(words.getOrDefault(index, StatusWord.NONE));
  }

  @Override
  public Future<StatusCompare.Report> compareStatus() {
    return answer(comparison);
  }

  @Override
  public Future<Position> rebuildStatus() {
    return answer(new Position(1, 7, "ab".repeat(32)));
  }

  @Override
  public Future<ConfirmRestore.Report> restoreReport() {
    return answer(restore);
  }

  @Override
  public Future<Position> confirmRestore(
      ConfirmRestore.Report report, boolean recordAgain, Instruction instruction) {
    asked.add("confirmRestore " + recordAgain + " " + instruction.reason());
    return answer(new Position(2, 9, "cd".repeat(32)));
  }

  @Override
  public void close() {
    closed++;
  }

  private static Receipt receipt(CardNumber number, CardState state) {
    LocalDate first = LocalDate.parse("2026-01-02");
    Validity term = new Validity(first, first.plusYears(5));
    return new Receipt(number, state, TalentClass.B, term, 1, 41, Instant.EPOCH);
  }

  private <T> Future<T> answer(T value) {
    return failure == null ? Future.succeededFuture(value) : Future.failedFuture(failure);
  }
}
