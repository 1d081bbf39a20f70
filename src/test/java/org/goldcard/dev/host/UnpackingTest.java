package org.goldcard.dev.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackingTest {
  @TempDir private Path programs;
  private final List<String> told = new ArrayList<>();

  private Path unpack() throws IOException {
    return Unpacking.redis(programs, Platform.here(), told::add);
  }

  @Test
  void unpacksOnce() throws IOException {
    Path program = unpack();
    assertThat(program).isExecutable();
    assertThat(unpack()).isEqualTo(program);
    assertThat(told).containsExactly("正在解压 Redis… / unpacking Redis…");
  }

  @Test
  void unpacksAgainWhatLostItsContent() throws IOException {
    Path program = unpack();
    long size = Files.size(program);
    Files.delete(program);
    Files.createFile(program);
    assertThat(unpack()).isEqualTo(program).isExecutable().hasSize(size);
  }

  @Test
  void removesWhatAKilledRunLeftUnfinished() throws IOException {
    Path unfinished = Files.createDirectories(programs.resolve(".unpacking-Redis123/lib"));
    Files.writeString(unfinished.resolve("half"), "half");
    assertThat(unpack()).isExecutable();
    assertThat(programs.resolve(".unpacking-Redis123")).doesNotExist();
  }

  @Test
  void unpacksOnceForManyAtTheSameTime() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    List<String> lines = java.util.Collections.synchronizedList(told);
    List<Future<Path>> paths = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      paths.add(pool.submit(() -> Unpacking.redis(programs, Platform.here(), lines::add)));
    }
    for (Future<Path> path : paths) {
      assertThat(path.get()).isExecutable();
    }
    pool.shutdown();
  }
}
