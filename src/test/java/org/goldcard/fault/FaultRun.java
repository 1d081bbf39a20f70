package org.goldcard.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.goldcard.testbed.Holder;
import org.goldcard.testbed.Node;
import org.goldcard.testkit.TestServers;

/** Stops and scans at two nodes while faults come and go, one at a time. Blocks. */
final class FaultRun implements AutoCloseable {
  /** How many cards a world for it needs. */
  static final int CARDS = 240;

  private static final int STOPPERS = 2;
  private static final int OF_EACH = 40;
  private static final Duration READY = Duration.ofMinutes(10);

  private final World world;
  private final Recorder recorder = new Recorder();
  private final Shift shift = new Shift();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Future<?>> work = new ArrayList<>();
  private final List<Scans> scans = new ArrayList<>();
  private final Map<String, Integer> done = new TreeMap<>();
  private int gaveUp;

  /** Starts nodes, those who stop cards and those who scan them. */
  FaultRun(World world) {
    this.world = world;
    List<Holder> all = world.town().holders();
    int nodes = world.ways().size();
    Watched watched = new Watched(all.subList(STOPPERS * OF_EACH, all.size()), nodes);
    for (int i = 0; i < STOPPERS; i++) {
      List<Holder> own = all.subList(i * OF_EACH, (i + 1) * OF_EACH);
      work.add(threads.submit(new Stops(world, recorder, watched, own, shift)));
    }
    for (int i = 0; i < nodes; i++) {
      scans.add(new Scans(world, recorder, watched, i, shift));
    }
    work.add(threads.submit(new Pulse(recorder, shift)));
    scans.forEach(scan -> work.add(threads.submit(scan)));
  }

  World world() {
    return world;
  }

  /** Everybody rests while something else is done, as long as that takes. */
  void whileAllRest(Fault.Step step) throws Exception {
    shift.rest();
    try {
      step.run();
    } finally {
      shift.resume();
    }
  }

  /** Every fault there is. */
  List<Fault> faults() {
    if (world.cluster().isPresent()) {
      return SentinelFaults.of(world.cluster().get());
    }
    return Stream.of(
            RedisFaults.of(world),
            LinkFaults.of(world),
            RecordFaults.of(world),
            NodeFaults.of(world))
        .flatMap(List::stream)
        .toList();
  }

  /** Lets a fault last for a time, heals it, and waits until both nodes are ready again. */
  void suffer(Fault fault, Duration lasting) throws Exception {
    long from = System.nanoTime();
    try {
      fault.inject().run();
      work.forEach(FaultRun::mustRun);
      LockSupport.parkNanos(lasting.toNanos());
    } finally {
      fault.heal().run();
    }
    recorder.add(new Recorder.Span(fault, from, System.nanoTime()));
    done.merge(fault.row() + " " + fault.name(), 1, Integer::sum);
    try {
      Awaitility.await("ready after " + fault.name())
          .atMost(READY)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> world.ways().stream().map(World.Way::node).allMatch(this::isReady));
    } catch (ConditionTimeoutException e) {
      world.ways().stream().map(World.Way::node).forEach(node -> System.out.println(node.state()));
      throw e;
    }
  }

  /**
   * Whoever gave up while it was started beside a fault is started again, as its supervisor does.
   */
  private boolean isReady(Node node) {
    if (node.isRunning()) {
      return node.isReady();
    }
    gaveUp++;
    node.restart();
    return false;
  }

  /** Whoever ended before the end has failed. */
  private static void mustRun(Future<?> each) {
    if (each.isDone()) {
      try {
        each.get();
      } catch (InterruptedException | ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** A time without faults. */
  void calm(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }

  /** Ends the work and judges it. */
  Checker finish() throws Exception {
    shift.end();
    for (Future<?> each : work) {
      try {
        each.get(4, TimeUnit.MINUTES);
      } catch (TimeoutException e) {
        throw new IllegalStateException("a worker does not end", e);
      }
    }
    return new Checker(recorder);
  }

  /** Acknowledged changes that the record does not hold as they were acknowledged. */
  List<String> lost() {
    List<String> lost = new ArrayList<>();
    Map<Integer, Recorder.Change> newest = new TreeMap<>();
    String url = world.town().databaseUrl();
    Map<String, String> recorded = new TreeMap<>();
    TestServers.query(url, "select seq || ' ' || idx from status_change")
        .forEach(row -> recorded.put(row.split(" ", 2)[0], row.split(" ", 2)[1]));
    for (Recorder.Change change : recorder.changes()) {
      String index = recorded.get(Long.toString(change.rev()));
      if (!Integer.toString(change.card()).equals(index)) {
        lost.add("not recorded: " + change);
      }
      newest.merge(change.card(), change, (a, b) -> a.rev() > b.rev() ? a : b);
    }
    Map<String, String> states = new TreeMap<>();
    TestServers.query(url, "select idx || ' ' || state from card")
        .forEach(row -> states.put(row.split(" ", 2)[0], row.split(" ", 2)[1]));
    for (Recorder.Change change : newest.values()) {
      String state = change.state().equals("LOST") ? "3" : "1";
      if (!state.equals(states.get(Integer.toString(change.card())))) {
        lost.add("not in force: " + change);
      }
    }
    return lost;
  }

  /** Answers that no scan record stands for, and those with more than one. */
  List<String> misrecorded(Checker checker) throws InterruptedException {
    Set<String> answered = checker.answered();
    long end = System.nanoTime() + READY.toNanos();
    List<String> recorded = scanRecords();
    while (!new HashSet<>(recorded).containsAll(answered) && System.nanoTime() < end) {
      Thread.sleep(2000);
      recorded = scanRecords();
    }
    Set<String> seen = new HashSet<>();
    List<String> wrong = new ArrayList<>();
    for (String id : recorded) {
      if (!seen.add(id) && answered.contains(id)) {
        wrong.add("recorded twice: " + id);
      }
    }
    answered.stream().filter(id -> !seen.contains(id)).forEach(id -> wrong.add("no record: " + id));
    return wrong;
  }

  private List<String> scanRecords() {
    return TestServers.query(world.town().databaseUrl(), "select verification_id from scan_record");
  }

  /** What happened, for people. */
  void print(Checker checker) {
    System.out.println("faults: " + done);
    System.out.println("acknowledged changes: " + recorder.changes().size());
    System.out.println("answers: " + checker.results());
    long errors = scans.stream().mapToLong(Scans::errors).sum();
    long other = scans.stream().mapToLong(Scans::other).sum();
    System.out.println("scans without an answer: " + errors + ", with another status: " + other);
    System.out.println("started again after giving up beside a fault: " + gaveUp);
    System.out.println("longest pause of the machine, ms: " + checker.longestPauseMillis());
    System.out.println("codes let in at both nodes: " + checker.usedTwice());
    System.out.println("last VALID after a stop, ms: " + checker.latestMillis());
    checker.violations().stream().limit(20).forEach(v -> System.out.println("VIOLATION " + v));
  }

  @Override
  public void close() {
    shift.end();
    threads.shutdownNow();
    world.close();
  }
}
