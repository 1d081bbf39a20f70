package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bounds of each field of a verification. */
class VerifyBodyTest {
  private static ApiUnderTest api;

  @BeforeAll
  static void start() {
    api = new ApiUnderTest();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"companions\":-1 | FIELD_VALUE | $.companions",
        "\"companions\":100 | FIELD_VALUE | $.companions",
        "\"companions\":\"1\" | FIELD_TYPE | $.companions",
        "\"companions\":99999999999999999999 | FIELD_TYPE | $.companions",
        "\"item\":\"a b\" | FIELD_VALUE | $.item",
        "\"item\":7 | FIELD_TYPE | $.item",
        "\"documentTail\":\"123\" | FIELD_VALUE | $.documentTail",
        "\"documentTail\":\"123é\" | FIELD_VALUE | $.documentTail",
        "\"minRev\":-1 | FIELD_VALUE | $.minRev",
        "\"minRev\":1.0 | FIELD_TYPE | $.minRev",
        "\"minRev\":\"1\" | FIELD_TYPE | $.minRev",
        "\"ticket\":\"G1\" | FIELD_TYPE | $.ticket",
        "\"ticket\":{} | FIELD_MISSING | $.ticket.service",
        "\"ticket\":{\"service\":\"G1\"} | FIELD_MISSING | $.ticket.scheduledAt",
        "\"ticket\":{\"service\":\"G 1\"} | FIELD_VALUE | $.ticket.service",
        "\"ticket\":{\"service\":\"G1\",\"scheduledAt\":\"2026-11-23T10:00:00\"} "
            + "| FIELD_VALUE | $.ticket.scheduledAt",
        "\"ticket\":{\"service\":\"G1\",\"scheduledAt\":\"2026-02-30T10:00:00Z\"} "
            + "| FIELD_VALUE | $.ticket.scheduledAt",
        "\"ticket\":{\"service\":\"G1\",\"scheduledAt\":\"2026-11-23T10:00:00Z\",\"seat\":1} "
            + "| FIELD_UNKNOWN | $.ticket.seat",
        "\"ticket\":{\"service\":\"G1\",\"scheduledAt\":\"2026-11-23T10:00:00Z\",\"delayed\":1} "
            + "| FIELD_TYPE | $.ticket.delayed",
        "\"venueId\":\"other\" | FIELD_UNKNOWN | $.venueId",
        "\"requestId\":\"2\" | FIELD_DUPLICATE | $.requestId",
      })
  void namesTheFieldOutOfBounds(String member, String code, String field) {
    String body = "{\"code\":\"a.b.c\",\"requestId\":\"1\"," + member + "}";
    Reply reply = api.post("/v1/verifications", api.scanner("east"), body);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo(code);
    assertThat(reply.field()).isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource({
    "''",
    "a b",
    "é",
    "0123456789012345678901234567890123456789012345678901234567890123x"
  })
  void refusesANameItCouldNotKeep(String requestId) {
    String body = "{\"code\":\"a.b.c\",\"requestId\":\"" + requestId + "\"}";
    Reply reply = api.post("/v1/verifications", api.scanner("east"), body);
    assertThat(reply.field()).isEqualTo("$.requestId");
  }

  @ParameterizedTest
  @CsvSource({"0, $.code", "2049, $.code"})
  void boundsTheCode(int length, String field) {
    String body = "{\"code\":\"" + "x".repeat(length) + "\",\"requestId\":\"1\"}";
    Reply reply = api.post("/v1/verifications", api.scanner("east"), body);
    assertThat(reply.code()).isEqualTo("FIELD_VALUE");
    assertThat(reply.field()).isEqualTo(field);
  }
}
