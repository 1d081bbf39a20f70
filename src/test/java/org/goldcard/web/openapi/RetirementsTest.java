package org.goldcard.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.goldcard.web.retirement.Retirement;
import org.junit.jupiter.api.Test;

/** How the contract says that an operation will end. */
class RetirementsTest {
  private static final String ISSUER = "https://goldcard.example";

  private final JsonObject parts = Parts.merged(false);
  private final JsonObject operation =
      parts.getJsonObject("paths").getJsonObject("/v1/cards/{number}").getJsonObject("get");

  @Test
  void readsWhatIsDeprecatedAndNothingElse() {
    operation
        .put("deprecated", true)
        .put("x-deprecated-at", "2026-12-01T00:00:00Z")
        .put("x-sunset", "2027-07-31T16:00:00Z");
    Contract contract = Contract.of(parts, ISSUER);
    assertThat(contract.retirements())
        .containsExactly(
            new Retirement(
                HttpMethod.GET,
                "/v1/cards/{number}",
                Instant.parse("2026-12-01T00:00:00Z"),
                Instant.parse("2027-07-31T16:00:00Z")));
    JsonObject answer =
        contract
            .document()
            .getJsonObject("paths")
            .getJsonObject("/v1/cards/{number}")
            .getJsonObject("get")
            .getJsonObject("responses")
            .getJsonObject("200");
    assertThat(answer.getJsonObject("headers").fieldNames())
        .contains("Deprecation", "Sunset", "Link");
  }

  @Test
  void noOperationIsAboutToEnd() {
    assertThat(Contract.read(ISSUER, true).retirements()).isEmpty();
  }

  @Test
  void refusesAnEndThatNobodyWasToldOf() {
    operation.put("x-sunset", "2027-07-31T16:00:00Z");
    assertThatThrownBy(() -> Contract.of(parts, ISSUER)).hasMessageContaining("readCard");
  }
}
