package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.goldcard.partners.Access;
import org.goldcard.partners.Scope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tokens at the doors: forged, ended, of clients that were stopped meanwhile. */
class DoorTokensTest {
  private static ApiUnderTest api;
  private static DoorRequests requests;

  @BeforeAll
  static void start() {
    api = new ApiUnderTest();
    requests = new DoorRequests(api);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void letsNobodyInWithATokenThatCountsForNothing() {
    Access all = new Access("x", EnumSet.allOf(Scope.class), null, null, false, api.end());
    String right = api.bearer(all);
    ApiUnderTest elsewhere = new ApiUnderTest();
    String foreign = elsewhere.bearer(all);
    elsewhere.close();
    List<String> tokens =
        List.of(
            "Bearer x",
            "Bearer " + "x".repeat(3000),
            right.substring(0, right.length() - 2),
            right.substring(0, right.length() - 8) + "AAAAAAAA",
            "Bearer",
            foreign);
    for (DoorRow row : DoorRow.TABLE.values()) {
      for (String token : row.isGuarded() ? tokens : List.<String>of()) {
        String said =
            requests.said(requests.right(row, DoorRequests.NOWHERE).header("Authorization", token));
        assertThat(said).as(row.route()).isEqualTo("401 TOKEN_INVALID");
      }
    }
  }

  @Test
  void letsNobodyInOnceTheTokenIsOver() {
    ApiUnderTest later = new ApiUnderTest();
    String office = later.office();
    assertThat(later.get("/v1/cards/9000000000000001", office).status()).isEqualTo(404);
    later.clock.move(Duration.ofMinutes(10));
    assertThat(later.get("/v1/cards/9000000000000001", office).code()).isEqualTo("TOKEN_INVALID");
    later.close();
  }

  @Test
  void letsAStoppedClientInNoMoreAlthoughItsTokenIsRemembered() {
    String office = api.office();
    String card = "/v1/cards/9000000000000001";
    assertThat(api.get(card, office).status()).isEqualTo(404);
    api.stopped.add("office");
    assertThat(api.get(card, office).code()).isEqualTo("TOKEN_INVALID");
    api.stopped.clear();
    assertThat(api.get(card, office).status()).isEqualTo(404);
  }

  @Test
  void hasNoRouteThatRevokes() {
    String office = api.office();
    for (String path : List.of("revocation", "revoke", "withdrawal")) {
      assertThat(api.post("/v1/cards/9000000000000001/" + path, office, "{}").status())
          .isEqualTo(404);
    }
  }
}
