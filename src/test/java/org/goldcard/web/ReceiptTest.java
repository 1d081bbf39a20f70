package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.text.ParseException;
import java.time.Duration;
import org.goldcard.card.Card;
import org.goldcard.card.TalentClass;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The signed receipt of a verification, read by another library. */
class ReceiptTest {
  private ApiUnderTest api;
  private Card card;

  @BeforeEach
  void start() {
    api = new ApiUnderTest();
    card = api.card(TalentClass.B);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private JsonObject scan(String code) {
    return new JsonObject().put("code", code).put("requestId", "r-1");
  }

  private JsonObject verify(JsonObject scan) {
    return api.verify(api.scanner("east"), scan).json();
  }

  private SignedJWT verified(String receipt) throws ParseException, JOSEException {
    SignedJWT jwt = SignedJWT.parse(receipt);
    String kid = jwt.getHeader().getKeyID();
    assertThat(kid).startsWith("R");
    assertThat(jwt.getHeader().getType().getType()).isEqualTo("goldcard-receipt+jwt");
    JWKSet set = JWKSet.parse(api.jwks);
    assertThat(jwt.verify(new ECDSAVerifier(set.getKeyByKeyId(kid).toECKey()))).isTrue();
    return jwt;
  }

  private JsonObject claims(JsonObject answer) throws ParseException, JOSEException {
    return new JsonObject(verified(answer.getString("receipt")).getPayload().toString());
  }

  @Test
  void comesOnlyWhenItIsAskedFor() {
    JsonObject scan = scan(api.liveCode(card));
    assertThat(verify(scan).containsKey("receipt")).isFalse();
    assertThat(verify(scan.put("receipt", false)).containsKey("receipt")).isFalse();
    assertThat(verify(scan.put("receipt", true)).containsKey("receipt")).isTrue();
    assertThat(api.verify(api.scanner("east"), scan.put("receipt", "yes")).field())
        .isEqualTo("$.receipt");
  }

  @Test
  void saysWhatTheAnswerSaysAndNothingOfTheHolder() throws ParseException, JOSEException {
    JsonObject answer = verify(scan(api.liveCode(card)).put("receipt", true));
    JsonObject claims = claims(answer);
    assertThat(claims.fieldNames())
        .containsExactly(
            "iss",
            "aud",
            "iat",
            "exp",
            "verificationId",
            "result",
            "admit",
            "venue",
            "checkpoint",
            "item",
            "at",
            "rev",
            "asOf");
    for (String same : new String[] {"verificationId", "result", "admit"}) {
      assertThat(claims.getString(same)).isEqualTo(answer.getString(same));
    }
    assertThat(claims.getString("iss")).isEqualTo("https://goldcard.example");
    assertThat(claims.getString("aud")).isEqualTo("gate-east");
    assertThat(claims.getString("venue")).isEqualTo(Gate.VENUE);
    assertThat(claims.getString("item")).isEqualTo("TOURISM_FITNESS.FREE_ENTRY");
    assertThat(claims.getString("at")).isEqualTo(answer.getString("serverTime"));
    assertThat(claims.getString("asOf"))
        .isEqualTo(answer.getJsonObject("status").getString("asOf"));
    assertThat(claims.getLong("rev")).isEqualTo(answer.getJsonObject("status").getLong("rev"));
    assertThat(claims.getLong("exp") - claims.getLong("iat"))
        .isEqualTo(Duration.ofDays(190).toSeconds());
  }

  @Test
  void provesARefusalToo() throws ParseException, JOSEException {
    api.gate.listIsLoaded = false;
    JsonObject claims = claims(verify(scan(api.liveCode(card)).put("receipt", true)));
    assertThat(claims.getString("result")).isEqualTo("LIST_STALE");
    assertThat(claims.getString("admit")).isEqualTo("NO");
    assertThat(claims.fieldNames()).doesNotContain("item", "rev", "asOf");
  }

  @Test
  void comesWithTheEntryOfABatchThatAsksForIt() throws ParseException, JOSEException {
    JsonObject first = scan(api.liveCode(card)).put("receipt", true);
    JsonObject second = new JsonObject().put("code", "x").put("requestId", "r-2");
    JsonObject batch =
        new JsonObject().put("verifications", new JsonArray().add(first).add(second));
    JsonArray answers =
        api.post("/v1/verifications/batch", api.scanner("east"), batch.encode())
            .json()
            .getJsonArray("verifications");
    assertThat(claims(answers.getJsonObject(0)).getString("result")).isEqualTo("VALID");
    assertThat(answers.getJsonObject(1).containsKey("receipt")).isFalse();
  }
}
