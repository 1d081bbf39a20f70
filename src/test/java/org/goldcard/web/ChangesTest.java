package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.goldcard.card.CardState;
import org.goldcard.card.StatusWord;
import org.goldcard.card.TalentClass;
import org.goldcard.partners.Access;
import org.goldcard.partners.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What partners learn that ask for changes themselves. */
class ChangesTest {
  private static final LocalDate LAST = LocalDate.of(2031, 6, 1);
  private static final String PATH = "/v1/events/changes";

  private ApiUnderTest api;
  private String bank;

  @BeforeEach
  void start() {
    api = new ApiUnderTest();
    bank = bearer(Scope.STATUS);
    for (int card = 1; card <= 3; card++) {
      api.changes.add(card, null, word(CardState.ACTIVE), api.clock.instant());
    }
    api.changes.add(2, word(CardState.ACTIVE), word(CardState.LOST), api.clock.instant());
    api.changes.add(2, word(CardState.LOST), word(CardState.REVOKED), api.clock.instant());
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private static StatusWord word(CardState state) {
    return StatusWord.card(state, TalentClass.C, LAST, Instant.EPOCH);
  }

  private String bearer(Scope... scopes) {
    return api.bearer(new Access("bank", Set.of(scopes), null, null, false, api.end()));
  }

  @Test
  void beginsWhereTheLogEndsAndTellsOnlyWhatComesAfter() {
    JsonObject first = api.get(PATH, bank).json();
    assertThat(first.getString("next")).isEqualTo("1.5");
    assertThat(first.getJsonArray("changes")).isEmpty();
    assertThat(first.getBoolean("more")).isFalse();
    api.changes.add(9, null, word(CardState.ACTIVE), api.clock.instant());
    JsonObject next = api.get(PATH + "?after=1.5", bank).json();
    assertThat(next.getString("next")).isEqualTo("1.6");
    assertThat(next.getJsonArray("changes").getJsonObject(0))
        .isEqualTo(
            new JsonObject()
                .put("jti", "event-bank-1.6")
                .put("rev", "1.6")
                .put("at", "2026-11-23T02:00:00Z")
                .put("event", "card-issued")
                .put(
                    "sub_id",
                    new JsonObject()
                        .put("format", "iss_sub")
                        .put("iss", "https://goldcard.example")
                        .put("sub", "holder-bank-9"))
                .put("state", "ACTIVE")
                .put("validUntil", "2031-06-01"));
  }

  @Test
  void givesPagesInOrderWithoutGapOrRepetitionAndNothingPartnersDoNotSee() {
    List<String> told = new java.util.ArrayList<>();
    String after = "0.0";
    boolean more = true;
    while (more) {
      JsonObject page = api.get(PATH + "?limit=2&after=" + after, bank).json();
      page.getJsonArray("changes").forEach(c -> told.add(((JsonObject) c).getString("rev")));
      after = page.getString("next");
      more = page.getBoolean("more");
    }
    assertThat(told)
        .as("1.5 is a stop of a stopped card")
        .containsExactly("1.1", "1.2", "1.3", "1.4");
    assertThat(after).isEqualTo("1.5");
  }

  @Test
  void signsTheSameEventsWhereThatIsAskedFor() throws Exception {
    JsonObject page = api.get(PATH + "?form=jwt&after=1.3", bank).json();
    JsonArray sets = page.getJsonArray("sets");
    assertThat(sets).hasSize(1);
    SignedJWT jwt = SignedJWT.parse(sets.getString(0));
    JWKSet jwks = JWKSet.parse(api.jwks);
    String kid = jwt.getHeader().getKeyID();
    assertThat(jwt.verify(new ECDSAVerifier(jwks.getKeyByKeyId(kid).toECKey()))).isTrue();
    assertThat(jwt.getJWTClaimsSet().getJWTID()).isEqualTo("event-bank-1.4");
    assertThat(jwt.getJWTClaimsSet().getClaim("events").toString()).contains("card-stopped");
  }

  @Test
  void refusesWhatItCannotRead() {
    for (String query : List.of("after=x", "after=1", "after=1.-2", "after=1.2.3")) {
      assertThat(api.get(PATH + "?" + query, bank).json().getString("field"))
          .isEqualTo("query.after");
    }
    for (String query : List.of("limit=0", "limit=501", "limit=x", "form=jwt&limit=101")) {
      assertThat(api.get(PATH + "?" + query, bank).json().getString("field"))
          .isEqualTo("query.limit");
    }
    assertThat(api.get(PATH + "?form=xml", bank).json().getString("field")).isEqualTo("query.form");
  }

  @Test
  void tellsNumberAndClassOnlyToWhoMayKnowThem() {
    String knows = bearer(Scope.STATUS, Scope.CARDS_READ, Scope.INTROSPECT_CLASS);
    JsonObject change =
        api.get(PATH + "?after=1.3", knows).json().getJsonArray("changes").getJsonObject(0);
    assertThat(change.getString("card")).isEqualTo("9000000000000002");
    assertThat(change.getString("cls")).isEqualTo("C");
    assertThat(api.get(PATH, bearer(Scope.INTROSPECT)).status()).isEqualTo(403);
  }
}
