package org.goldcard.dev.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, postgres-linux-x86_64.txz, redis-server-7.0.15-linux-amd64",
    "Linux, aarch64, postgres-linux-arm_64.txz, redis-server-7.0.15-linux-arm64",
    "Mac OS X, x86_64, postgres-darwin-x86_64.txz, redis-server-7.0.15-darwin-amd64",
    "Mac OS X, aarch64, postgres-darwin-arm_64.txz, redis-server-7.0.15-darwin-arm64"
  })
  void knowsTheProgramsOfASystem(String system, String processor, String postgres, String redis) {
    Platform platform = Platform.of(system, processor, false);
    assertThat(platform.postgresArchive()).isEqualTo(postgres);
    assertThat(platform.redisProgram()).isEqualTo(redis);
  }

  @Test
  void theProgramsOfThisSystemAreOnTheClassPath() {
    Platform here = Platform.here();
    assertThat(Platform.class.getResource("/" + here.postgresArchive())).isNotNull();
    assertThat(Platform.class.getResource("/" + here.redisProgram())).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({"Windows 11, amd64", "Linux, riscv64", "Linux, i386", "FreeBSD, amd64"})
  void saysWhatToDoOnASystemWithoutPrograms(String system, String processor) {
    assertThatThrownBy(() -> Platform.of(system, processor, false))
        .isInstanceOfSatisfying(
            StartRefused.class,
            refused -> {
              assertThat(refused.zh()).contains(system, processor, "DATABASE_URL", "没有适用于");
              assertThat(refused.en()).contains(system, processor, "DATABASE_URL", "serve");
            });
  }

  @Test
  void saysWhatToDoWhereRootMayNotGiveItsRightsUp() {
    assertThatThrownBy(() -> Unprivileged.throughNamespace(Optional.empty()))
        .isInstanceOf(StartRefused.class);
    assertThatThrownBy(() -> Unprivileged.throughNamespace(Optional.of(Path.of("/bin/false"))))
        .isInstanceOfSatisfying(
            StartRefused.class,
            refused -> {
              assertThat(refused.zh()).contains("root", "普通用户", "DATABASE_URL");
              assertThat(refused.en()).contains("root", "another user", "DATABASE_URL");
            });
  }

  @Test
  void runsPlainlyUnlessItIsRoot() {
    assertThat(Unprivileged.runner(Platform.of("Linux", "amd64", false))).isEmpty();
  }
}
