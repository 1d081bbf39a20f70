package org.goldcard.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.goldcard.testkit.TalentLists;
import org.goldcard.testkit.TestServers;
import org.junit.jupiter.api.Test;

/**
 * Kills the service, Redis and PostgreSQL with SIGKILL at random moments while cards are issued and
 * withdrawn. {@code -Dkills=200 -Dseed=7} runs the long form; the seed is printed.
 */
class KillIT {
  private static final int KILLS = Integer.getInteger("kills", 6);
  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final int CLERKS = 3;
  private static final int DEMO_TALENTS = 24;

  @Test
  void noAcknowledgedChangeIsLostAndNoCardIsLeftHalfByAKill() throws Exception {
    Random random = new Random(SEED);
    System.out.println("KillIT seed " + SEED + ", kills " + KILLS);
    Path data = TestServers.emptyDirectory().resolve("data");
    int talents = 300 + KILLS * 60;
    Path list = data.resolveSibling("talents.csv");
    try (Service service = new Service(data)) {
      service.start();
      writeList(list, talents);
      service.succeeds("recognise", list.toString());
      List<Clerk> clerks = workUnderKills(service, random, DEMO_TALENTS + talents);
      service.killService();
      service.start();
      check(clerks);
      service.succeeds("status", "compare");
    }
  }

  private static void writeList(Path file, int count) throws IOException {
    List<String> lines = new ArrayList<>(List.of(String.join(",", TalentLists.HEADINGS)));
    new TalentLists(SEED).rows(count).forEach(row -> lines.add(String.join(",", row)));
    Files.write(file, lines, StandardCharsets.UTF_8);
  }

  private static List<Clerk> workUnderKills(Service service, Random random, long last)
      throws Exception {
    AtomicBoolean go = new AtomicBoolean(true);
    AtomicLong next = new AtomicLong(DEMO_TALENTS + 1);
    List<Clerk> clerks = new ArrayList<>();
    List<Future<?>> work = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(CLERKS);
    for (int i = 0; i < CLERKS; i++) {
      clerks.add(new Clerk(service, next, last, go, random.nextLong()));
      work.add(threads.submit(clerks.get(i)));
    }
    Map<String, Integer> killed = new TreeMap<>();
    for (int i = 0; i < KILLS; i++) {
      LockSupport.parkNanos(Duration.ofMillis(20 + random.nextInt(600)).toNanos());
      killed.merge(killOne(service, random), 1, Integer::sum);
      service.awaitReady();
    }
    go.set(false);
    for (Future<?> each : work) {
      each.get(5, TimeUnit.MINUTES);
    }
    threads.shutdown();
    System.out.println(
        "KillIT killed " + killed + ", talents served " + (next.get() - DEMO_TALENTS));
    return clerks;
  }

  private static String killOne(Service service, Random random) throws InterruptedException {
    switch (random.nextInt(3)) {
      case 0 -> {
        service.killService();
        service.start();
        return "service";
      }
      case 1 -> {
        service.killRedis();
        return "redis";
      }
      default -> {
        service.killPostgres();
        return "postgresql";
      }
    }
  }

  /**
   * Everything acknowledged still holds: same card under the same key, withdrawn stays withdrawn.
   */
  private static void check(List<Clerk> clerks) {
    Set<String> numbers = new HashSet<>();
    int repetitions = 0;
    int withdrawn = 0;
    for (Clerk clerk : clerks) {
      for (Map.Entry<Long, String> card : clerk.issued().entrySet()) {
        assertThat(clerk.issue(card.getKey())).as("the same card").isEqualTo(card.getValue());
        boolean gone = clerk.withdrawn().containsKey(card.getKey());
        assertThat(clerk.scan(card.getValue())).isEqualTo(gone ? "CARD_UNAVAILABLE" : "VALID");
        assertThat(numbers.add(card.getValue())).as("one card each").isTrue();
      }
      repetitions += clerk.repetitions();
      withdrawn += clerk.withdrawn().size();
    }
    assertThat(numbers).isNotEmpty();
    System.out.printf(
        "KillIT acknowledged: %d cards, %d withdrawals; %d repetitions; nothing lost%n",
        numbers.size(), withdrawn, repetitions);
  }
}
