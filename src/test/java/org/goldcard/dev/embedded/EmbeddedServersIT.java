package org.goldcard.dev.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.goldcard.testkit.TestServers;
import org.junit.jupiter.api.Test;

class EmbeddedServersIT {
  @Test
  void flushesEveryCommitAndAsksForScram() {
    String url = TestServers.freshDatabase(EmbeddedServersIT.class);
    assertThat(TestServers.query(url, "SHOW fsync")).containsExactly("on");
    assertThat(TestServers.query(url, "SHOW synchronous_commit")).containsExactly("on");
    assertThat(TestServers.redis(TestServers.freshRedis(), "PING")).isEqualTo("+PONG\r\n");
  }
}
