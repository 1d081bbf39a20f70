package org.goldcard;

import io.vertx.core.Future;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.Period;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.goldcard.card.Card;
import org.goldcard.card.CardNumber;
import org.goldcard.card.CardState;
import org.goldcard.card.Instruction;
import org.goldcard.card.Outcome;
import org.goldcard.card.Receipt;
import org.goldcard.card.StoreUnavailable;
import org.goldcard.cli.port.ListWish;
import org.goldcard.dev.DevSecrets;
import org.goldcard.dev.demo.DemoClients;
import org.goldcard.issuing.IssueCard;
import org.goldcard.issuing.TalentRegistry.OnFile;
import org.goldcard.issuing.list.ImportReport;
import org.goldcard.policy.PolicyReader;
import org.goldcard.policy.district.DistrictsReader;
import org.goldcard.venues.VenuesReader;
import org.goldcard.venues.record.VenueFile;
import org.goldcard.venues.record.VenueRegistry;
import org.goldcard.wiring.Backing;
import org.goldcard.wiring.Lists;
import org.goldcard.wiring.Tokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The invented talents of the demonstration with their cards: made once, found again later. */
final class DemoWorld {
  private static final Logger LOG = LoggerFactory.getLogger(DemoWorld.class);
  private static final String LIST = "/demo/talents.csv";
  private static final int MOST = 100;
  private static final int PATIENCE_SECONDS = 60;

  private final Period term;
  private final InstantSource clock;
  private final Path data;
  private final Consumer<String> progress;
  private volatile Optional<OnFile> shown = Optional.empty();

  DemoWorld(Period term, InstantSource clock, Path data, Consumer<String> progress) {
    this.term = term;
    this.clock = clock;
    this.data = data;
    this.progress = progress;
  }

  /** Fills what is missing; answers the talent whose code the start shows. Blocks. */
  OnFile populate(App app, DevSecrets secrets) {
    Backing backing = app.backing();
    recordVenues(backing);
    Future<Void> clients = DemoClients.register(backing.clients(), secrets.clientSecrets());
    LOG.debug("demo clients recorded {}", await(clients.map(DemoClients.ids().size())));
    if (talents(backing).isEmpty()) {
      progress.accept("正在录入演示人才… / making demo data…");
      recognise(app);
    }
    IssueCard issue = new IssueCard(backing.cards(), new SecureRandom(), term);
    Instruction instruction = Instruction.of(Operation.demonstration(), "demonstration");
    for (long talent : await(backing.unissued().ids(0, MOST))) {
      Outcome<Receipt> outcome = await(issue.issue(talent, instruction));
      LOG.debug("demo card {}", outcome);
    }
    List<OnFile> talents = talents(backing);
    OnFile first =
        talents.stream().filter(this::isUsable).findFirst().orElseGet(() -> talents.get(0));
    shown = Optional.of(first);
    return first;
  }

  /** On the first start; later they are what an operator made of them. */
  private static void recordVenues(Backing backing) {
    if (await(backing.venues().recorded()).isEmpty()) {
      VenueFile file =
          VenueFile.read(VenuesReader.demonstration(), PolicyReader.read(), DistrictsReader.read());
      Instruction by = Instruction.of(Operation.demonstration(), "demonstration");
      VenueRegistry.Put put = await(backing.venues().put(file, false, by));
      LOG.debug("{} demo venues", put.difference().added().size());
    }
  }

  private boolean isUsable(OnFile talent) {
    Card card = talent.card();
    return card != null && card.stateAt(clock.instant()) == CardState.ACTIVE;
  }

  /** The talents of the demonstration, those of the list first. */
  private static List<OnFile> talents(Backing backing) {
    List<Future<Optional<OnFile>>> asked =
        LongStream.rangeClosed(1, 24).mapToObj(backing.talents()::find).toList();
    List<Optional<OnFile>> found = asked.stream().map(DemoWorld::await).toList();
    return found.stream()
        .flatMap(Optional::stream)
        .sorted(Comparator.comparingLong(OnFile::id))
        .toList();
  }

  private void recognise(App app) {
    Path list = data.resolve("demo-talents.csv");
    try (InputStream source = DemoWorld.class.getResourceAsStream(LIST)) {
      if (source == null) {
        throw new IllegalStateException("the list of demo talents is missing");
      }
      Files.copy(source, list, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ListWish wish = new ListWish(list, Operation.demonstration(), false, null);
    Lists lists = new Lists(app.vertx(), app.backing().talents(), term, clock);
    ImportReport report = await(lists.recognise(wish, (stage, done, total) -> {}));
    LOG.debug("{} demo talents", report.rows());
  }

  /** The card whose code is shown when none is named. */
  CardNumber firstCard() {
    Card card = shown.map(OnFile::card).orElse(null);
    if (card == null) {
      throw new IllegalStateException("the demonstration is not filled yet");
    }
    return card.number();
  }

  /**
   * A fresh live code of a card, also of a stopped one: a phone may hold codes fetched before, and
   * the demonstration shows how they are refused.
   */
  Optional<String> code(Tokens tokens, Optional<Card> card) {
    return card.map(c -> tokens.codes(c, clock.instant(), 1).get(0).token().text());
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new StoreUnavailable("the demonstration could not be filled in time", e);
    }
  }
}
