package org.goldcard.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.goldcard.testkit.StatusWords.card;
import static org.goldcard.testkit.StatusWords.pass;

import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.goldcard.card.CardState;
import org.goldcard.contract.ScanMemoryContract;
import org.goldcard.redis.link.RedisServers;
import org.goldcard.status.CardTable;
import org.goldcard.status.Position;
import org.goldcard.status.StatusChange;
import org.goldcard.testkit.FeedSeals;
import org.goldcard.testkit.ScriptedLog;
import org.goldcard.testkit.TestServers;
import org.goldcard.verifying.Scan;
import org.goldcard.verifying.ScanMemory;
import org.goldcard.verifying.ScanMemory.Display;
import org.goldcard.verifying.memory.NodeScanMemory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisScanMemoryIT extends ScanMemoryContract {
  private static final Display BEFORE = new Display("张*", List.of("1234", "88AX"));
  private static final Display AFTER = new Display("章*", List.of("1234"));
  private static final Scan.Scanner GATE = new Scan.Scanner("device-1", "venue", "gate", true);

  private final Vertx vertx = Vertx.vertx();
  private final String url = TestServers.freshRedis();
  private final RedisStore store = new RedisStore(vertx, servers(url), FeedSeals::seal);
  private final Map<Integer, Display> record = new ConcurrentHashMap<>();
  private final AtomicInteger lookups = new AtomicInteger();
  private final ScriptedLog log = new ScriptedLog();
  private final ScanMemory memory = node();
  private int request;

  /** Where the Redis of an address with all rights is, for the user under test. */
  protected RedisServers servers(String address) {
    return RedisServers.of(address);
  }

  /** The memory of another node on the same Redis. */
  private ScanMemory node() {
    NodeScanMemory own = new NodeScanMemory(1000, System::nanoTime);
    return store.scanMemory(own, this::lookUp, System::nanoTime);
  }

  private CompletionStage<@Nullable Display> lookUp(int cardIndex) {
    lookups.incrementAndGet();
    return CompletableFuture.completedFuture(record.get(cardIndex));
  }

  @BeforeEach
  void connect() throws TimeoutException {
    store.connect().await(20, TimeUnit.SECONDS);
    await().until(() -> answersInTime(node()));
  }

  /** The first calls of a cold program may take longer than a scan waits. */
  private static boolean answersInTime(ScanMemory fresh) throws Exception {
    ScanMemory.Mark warm = scan(new Scan.Scanner("warm", "warm", "warm", true), "r", null);
    return fresh.remember(warm).toCompletableFuture().get(20, TimeUnit.SECONDS).shared();
  }

  @AfterEach
  void close() throws TimeoutException {
    store.close().await(20, TimeUnit.SECONDS);
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  @Override
  protected ScanMemory memory() {
    return memory;
  }

  @Override
  protected boolean isShared() {
    return true;
  }

  private void publishEverything() throws TimeoutException {
    CardTable whole = CardTable.load(log).await(20, TimeUnit.SECONDS);
    store.statusCarrier().rebuild(1, whole).await(20, TimeUnit.SECONDS);
  }

  private void change(StatusChange.Kind kind) throws TimeoutException {
    Position from = log.position();
    boolean pass = kind == StatusChange.Kind.PASS;
    StatusChange change =
        log.record(kind, pass ? 900 : 7, pass ? pass(true, 7) : card(CardState.ACTIVE));
    assertThat(store.statusCarrier().apply(1, from, List.of(change)).await(20, TimeUnit.SECONDS))
        .contains(change.position());
  }

  private @Nullable Display shown() throws Exception {
    String id = "shown-" + request++;
    return memory
        .remember(scan(GATE, id, id))
        .toCompletableFuture()
        .get(20, TimeUnit.SECONDS)
        .display();
  }

  private void awaitCached() {
    await().until(() -> TestServers.redis(url, "GET gc:show:7").contains("="));
  }

  @Test
  void hasAConnectionForEachEventLoopThatAsks() throws Exception {
    long before = connections();
    for (int i = 0; i < 3; i++) {
      CompletableFuture<Boolean> shared = new CompletableFuture<>();
      String id = "near-" + i;
      vertx.runOnContext(
          now -> memory.remember(scan(GATE, id, id)).thenAccept(n -> shared.complete(n.shared())));
      assertThat(shared.get(20, TimeUnit.SECONDS)).isTrue();
      await().until(() -> connections() == before + 1);
    }
  }

  private long connections() {
    return TestServers.redis(url, "CLIENT LIST").lines().filter(l -> l.contains("id=")).count();
  }

  @Test
  void readsADisplayRecordOnceAndKeepsIt() throws Exception {
    record.put(7, BEFORE);
    publishEverything();
    assertThat(shown()).isEqualTo(BEFORE);
    awaitCached();
    int asked = lookups.get();
    assertThat(shown()).isEqualTo(BEFORE);
    assertThat(lookups).hasValue(asked);
  }

  @Test
  void forgetsADisplayRecordWithEveryChangeOfItsCard() throws Exception {
    publishEverything();
    for (StatusChange.Kind kind : StatusChange.Kind.values()) {
      record.put(7, BEFORE);
      change(kind);
      assertThat(shown()).isEqualTo(BEFORE);
      awaitCached();
      record.put(7, AFTER);
      change(kind);
      assertThat(shown()).isEqualTo(AFTER);
    }
  }

  @Test
  void writesNoRecordThatWasReadBeforeAChange() throws Exception {
    publishEverything();
    CompletableFuture<@Nullable Display> slow = new CompletableFuture<>();
    ScanMemory slowly =
        store.scanMemory(new NodeScanMemory(10, System::nanoTime), i -> slow, System::nanoTime);
    var waiting = slowly.remember(scan(GATE, "slow", "slow")).toCompletableFuture();
    await().until(() -> TestServers.redis(url, "EXISTS gc:show:7").contains(":1"));
    change(StatusChange.Kind.CARD);
    slow.complete(BEFORE);
    assertThat(waiting.get(20, TimeUnit.SECONDS).shared()).isTrue();
    record.put(7, AFTER);
    assertThat(shown()).isEqualTo(AFTER);
  }

  @Test
  void trustsNoDisplayRecordFromBeforeARebuild() throws Exception {
    record.put(7, BEFORE);
    publishEverything();
    assertThat(shown()).isEqualTo(BEFORE);
    awaitCached();
    record.put(7, AFTER);
    publishEverything();
    assertThat(shown()).isEqualTo(AFTER);
  }

  @Test
  void anotherNodeKnowsAUsedCode() throws Exception {
    Scan.Scanner other = new Scan.Scanner("device-9", "venue", "gate", true);
    assertThat(memory.remember(scan(GATE, "r1", "n1")).toCompletableFuture().get().use())
        .isEqualTo(ScanMemory.Use.FRESH);
    assertThat(node().remember(scan(other, "r1", "n1")).toCompletableFuture().get().use())
        .isEqualTo(ScanMemory.Use.ELSEWHERE);
  }

  @Test
  void thisNodeKnowsAUsedCodeEvenWhenRedisForgotIt() throws Exception {
    Scan.Scanner other = new Scan.Scanner("device-9", "venue", "gate", true);
    assertThat(memory.remember(scan(GATE, "r1", "n1")).toCompletableFuture().get().use())
        .isEqualTo(ScanMemory.Use.FRESH);
    TestServers.redis(url, "FLUSHDB");
    assertThat(memory.remember(scan(other, "r1", "n1")).toCompletableFuture().get().use())
        .isEqualTo(ScanMemory.Use.ELSEWHERE);
  }

  @Test
  void keepsNoKeyForEver() throws Exception {
    record.put(7, BEFORE);
    publishEverything();
    assertThat(shown()).isEqualTo(BEFORE);
    awaitCached();
    List<String> keys =
        TestServers.redis(url, "KEYS gc:*").lines().filter(l -> l.startsWith("gc:")).toList();
    List<String> ofScans = keys.stream().filter(key -> !key.startsWith("gc:status:")).toList();
    assertThat(ofScans).hasSizeGreaterThanOrEqualTo(4);
    for (String key : ofScans) {
      assertThat(TestServers.redis(url, "PTTL " + key)).as(key).doesNotStartWith(":-");
    }
  }
}
