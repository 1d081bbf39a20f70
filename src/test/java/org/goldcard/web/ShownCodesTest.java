package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.goldcard.card.Card;
import org.goldcard.card.TalentClass;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pass, pictures and live codes over HTTP. */
class ShownCodesTest {
  private ApiUnderTest api;
  private String path;
  private String office;

  @BeforeEach
  void start() {
    api = new ApiUnderTest();
    Card card = api.card(TalentClass.C);
    path = "/v1/cards/" + card.number();
    office = api.office();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void givesThePassAsATokenOrInJson() {
    Reply jwt = api.get(path + "/pass", office);
    assertThat(jwt.header("Content-Type")).isEqualTo("application/goldcard+jwt");
    assertThat(jwt.header("Cache-Control")).isEqualTo("no-store");
    assertThat(jwt.text().split("\\.", -1)).hasSize(3);
    Reply json =
        api.send(
            api.request(path + "/pass")
                .header("Authorization", office)
                .header("Accept", "application/json"));
    assertThat(json.json().getString("pass").split("\\.", -1)).hasSize(3);
    assertThat(json.json().getString("validUntil")).isEqualTo("2031-11-23");
  }

  @Test
  void drawsThePass() {
    Reply png = api.get(path + "/pass.png", office);
    assertThat(png.header("Content-Type")).isEqualTo("image/png");
    assertThat(png.text()).startsWith("png of ");
    Reply svg = api.get(path + "/pass.svg", office);
    assertThat(svg.header("Content-Type")).isEqualTo("image/svg+xml");
    assertThat(svg.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void givesTheRunningCodeAndAsManyAheadAsAskedFor() {
    Reply reply = api.get(path + "/live-codes?ahead=2", office);
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    JsonArray codes = reply.json().getJsonArray("codes");
    assertThat(codes).hasSize(3);
    JsonObject second = codes.getJsonObject(1);
    assertThat(second.getString("shownFrom")).isEqualTo("2026-11-23T02:00:30Z");
    assertThat(second.getString("shownUntil")).isEqualTo("2026-11-23T02:01:00Z");
    assertThat(second.getString("acceptedUntil")).isEqualTo("2026-11-23T02:01:30Z");
    assertThat(reply.json().getString("serverTime")).isEqualTo(ApiUnderTest.NOON);
    assertThat(api.get(path + "/live-codes", office).json().getJsonArray("codes")).hasSize(1);
    assertThat(api.get(path + "/live-codes?ahead=19", office).json().getJsonArray("codes"))
        .hasSize(20);
  }

  @Test
  void refusesANumberOfCodesOutOfBoundsAndParametersItDoesNotKnow() {
    for (String query : new String[] {"ahead=20", "ahead=-1", "ahead=", "ahead=1e1", "ahead=x"}) {
      Reply reply = api.get(path + "/live-codes?" + query, office);
      assertThat(reply.status()).as(query).isEqualTo(400);
      assertThat(reply.field()).as(query).isEqualTo("query.ahead");
    }
    Reply twice = api.get(path + "/live-codes?ahead=1&ahead=2", office);
    assertThat(twice.code()).isEqualTo("FIELD_DUPLICATE");
    Reply unknown = api.get(path + "/live-codes?access_token=x", office);
    assertThat(unknown.code()).isEqualTo("FIELD_UNKNOWN");
    assertThat(unknown.field()).isEqualTo("query.access_token");
  }

  @Test
  void givesNothingToShowForACardThatIsStopped() {
    api.post(path + "/loss-report", office, "");
    for (String what : new String[] {"/pass", "/pass.png", "/pass.svg", "/live-codes"}) {
      Reply reply = api.get(path + what, office);
      assertThat(reply.status()).as(what).isEqualTo(409);
      assertThat(reply.code()).as(what).isEqualTo("WRONG_STATE");
    }
  }
}
