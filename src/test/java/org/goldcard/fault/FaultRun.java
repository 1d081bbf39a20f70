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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.goldcard.testbed.Holder;
import org.goldcard.testbed.Node;
import org.goldcard.testkit.TestServers;

/** Stops and scans at two nodes while faults come and go, one at a time. Blocks. */
final class FaultRun implements AutoCloseable {
  private static final int CARDS = 240;
  private static final int STOPPERS = 2;
  private static final int OF_EACH = 40;
  private static final Duration READY = Duration.ofSeconds(60);

  private final World world = new World(CARDS);
  private final Recorder recorder = new Recorder();
  private final AtomicBoolean go = new AtomicBoolean(true);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Future<?>> work = new ArrayList<>();
  private final List<Scans> scans = new ArrayList<>();
  private final Map<String, Integer> done = new TreeMap<>();

  /** Starts two nodes, those who stop cards and those who scan them. */
  FaultRun() {
    List<Holder> all = world.town().holders();
    Watched watched = new Watched(all.subList(STOPPERS * OF_EACH, all.size()));
    for (int i = 0; i < STOPPERS; i++) {
      List<Holder> own = all.subList(i * OF_EACH, (i + 1) * OF_EACH);
      work.add(threads.submit(new Stops(world, recorder, watched, own, go)));
      scans.add(new Scans(world, recorder, watched, i, go));
    }
    scans.forEach(scan -> work.add(threads.submit(scan)));
  }

  /** Every fault there is. */
  List<Fault> faults() {
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
    Awaitility.await("ready after " + fault.name())
        .atMost(READY)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> world.ways().stream().map(World.Way::node).allMatch(Node::isReady));
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
    go.set(false);
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

  /** Answers that no scan record stands for, and those with more than one; none is both. */
  List<String> misrecorded(Checker checker) {
    String url = world.town().databaseUrl();
    if (TestServers.query(url, "select 1 from pg_class where relname = 'scan_record'").isEmpty()) {
      return List.of();
    }
    String sql = "select verification_id from scan_record";
    Set<String> answered = checker.answered();
    Awaitility.await("scan records")
        .atMost(READY)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> holds(url, sql, answered));
    List<String> twice =
        TestServers.query(url, sql + " group by verification_id having count(*) > 1");
    return twice.stream().filter(answered::contains).map(id -> "recorded twice: " + id).toList();
  }

  private static boolean holds(String url, String sql, Set<String> answered) {
    return new HashSet<>(TestServers.query(url, sql)).containsAll(answered);
  }

  /** What happened, for people. */
  void print(Checker checker) {
    System.out.println("faults: " + done);
    System.out.println("acknowledged changes: " + recorder.changes().size());
    System.out.println("answers: " + checker.results());
    long errors = scans.stream().mapToLong(Scans::errors).sum();
    long other = scans.stream().mapToLong(Scans::other).sum();
    System.out.println("scans without an answer: " + errors + ", with another status: " + other);
    System.out.println("codes let in at both nodes: " + checker.usedTwice());
    System.out.println("last VALID after a stop, ms: " + checker.latestMillis());
    checker.violations().stream().limit(20).forEach(v -> System.out.println("VIOLATION " + v));
  }

  @Override
  public void close() {
    go.set(false);
    threads.shutdownNow();
    world.close();
  }
}
