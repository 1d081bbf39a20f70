package org.goldcard.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.goldcard.testkit.PassForger;
import org.goldcard.testkit.TestKeys;
import org.goldcard.testkit.TickingClock;
import org.goldcard.token.Network;
import org.goldcard.token.ScanReader;
import org.goldcard.token.assertion.AssertionReader;
import org.goldcard.token.assertion.ClientJwk;
import org.goldcard.token.bundle.BundleReader;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.jws.JwsSigner;
import org.goldcard.token.jws.SignedText;
import org.goldcard.token.jws.TokenKind;
import org.goldcard.token.keys.KeyPurpose;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.token.list.ListSeries;
import org.goldcard.token.list.StatusListReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An independent library and ours verify each other, and refuse the same. */
class JoseIT {
  private static final Issuer ISSUER = new Issuer(PassForger.ISSUER);
  private static final TickingClock CLOCK = new TickingClock(PassForger.NOW);
  private static final TestKeys KEYS = new TestKeys();
  private static final KeyRing RING = KEYS.ring();
  private static final OurTokens OURS = new OurTokens(new JwsSigner(() -> RING), ISSUER, CLOCK);

  private static JsonObject said = new JsonObject();

  @BeforeAll
  static void ask() throws Exception {
    Jose.requireNode();
    said =
        Jose.ask(
            new JsonObject()
                .put("jwks", new JsonObject(RING.jwks()))
                .put("now", CLOCK.instant().getEpochSecond())
                .put("audience", ISSUER.uri())
                .put("tokens", OURS.all().add(OURS.access()))
                .put("make", wanted()));
  }

  /** Good and bad tokens of each kind that our library reads, to be made by the other. */
  private static JsonArray wanted() {
    JsonArray all = new JsonArray();
    for (TokenKind kind :
        List.of(TokenKind.PASS, TokenKind.LIVE_CODE, TokenKind.STATUS_LIST, TokenKind.BUNDLE)) {
      KeyPurpose purpose = kind.purpose();
      JsonObject header = new JsonObject(PassForger.header(kind));
      JsonObject claims = claims(kind);
      all.add(make(kind + " good", purpose, header, claims));
      for (String name : claims.fieldNames()) {
        Object other = claims.getValue(name) instanceof String ? "other" : -1;
        JsonObject changed = claims.copy().put(name, other);
        if (!name.equals("epoch")) {
          all.add(make(kind + " bad " + name, purpose, header, changed));
        }
      }
      for (TokenKind as : List.of(TokenKind.ACCESS, TokenKind.RECEIPT, TokenKind.PASS)) {
        if (as != kind) {
          JsonObject typed = header.copy().put("typ", as.typ());
          all.add(make(kind + " bad typ " + as, purpose, typed, claims));
        }
      }
      KeyPurpose wrong = purpose == KeyPurpose.ANSWER ? KeyPurpose.LIST : KeyPurpose.ANSWER;
      JsonObject stolen = header.copy().put("alg", wrong.algorithm().jose());
      all.add(make(kind + " bad key", wrong, stolen, claims));
      JsonObject more = header.copy().put("jku", "https://x.example");
      all.add(make(kind + " bad header", purpose, more, claims));
    }
    return all;
  }

  private static JsonObject claims(TokenKind kind) {
    long now = CLOCK.instant().getEpochSecond();
    return switch (kind) {
      case PASS -> new JsonObject(PassForger.passClaims());
      case LIVE_CODE -> new JsonObject(PassForger.liveClaims());
      case STATUS_LIST ->
          new JsonObject()
              .put("sub", new ListSeries(ISSUER).uri(0))
              .put("iat", now)
              .put("exp", now + 900)
              .put("ttl", 60)
              .put("status_list", new JsonObject().put("bits", 1).put("lst", "eNrbuRgAAhcBXQ"));
      default ->
          new JsonObject()
              .put("iss", ISSUER.uri())
              .put("aud", "gate")
              .put("iat", now)
              .put("exp", now + 3600)
              .put("epoch", 1);
    };
  }

  private static JsonObject make(
      String name, KeyPurpose purpose, JsonObject header, JsonObject claims) {
    String key =
        Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(KEYS.pair(purpose).getPrivate().getEncoded());
    return new JsonObject()
        .put("name", name)
        .put("pem", "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n")
        .put("header", header)
        .put("claims", claims);
  }

  @Test
  void theirsTakesEachOfOurKindsForWhatItIsAndForNothingElse() {
    for (Object one : OURS.all()) {
      JsonObject token = (JsonObject) one;
      String name = token.getString("name");
      JsonObject verdict = said.getJsonObject("tokens").getJsonObject(name);
      assertThat(verdict.getBoolean("accepted")).as(name).isTrue();
      assertThat(verdict.getBoolean("changed")).as(name + " with a bit changed").isFalse();
      assertThat(verdict.getBoolean("late")).as(name + " at its end").isFalse();
      assertThat(verdict.getJsonArray("refused").stream().map(String::valueOf))
          .as(name + " where something else is expected")
          .containsExactlyInAnyOrderElementsOf(token.getJsonObject("expected").fieldNames());
    }
  }

  @Test
  void theirsFindsNoKeyForAccessTokens() {
    assertThat(said.getJsonObject("tokens").getJsonObject("access").getBoolean("accepted"))
        .isFalse();
  }

  @Test
  void oursTakesWhatTheirsSignedAndRefusesWhatItSignedWrong() {
    BundleReader bundles = new BundleReader(() -> RING, ISSUER);
    ScanReader scans = new ScanReader(() -> RING, ISSUER, CLOCK);
    StatusListReader lists = new StatusListReader(() -> RING, CLOCK);
    String uri = new ListSeries(ISSUER).uri(0);
    Map<String, Predicate<SignedText>> readers =
        Map.of(
            "PASS", text -> scans.read(text, Network.ONLINE).isVerified(),
            "LIVE_CODE", text -> scans.read(text, Network.ONLINE).isVerified(),
            "STATUS_LIST", text -> lists.read(text, uri).isVerified(),
            "BUNDLE", text -> bundles.read(text, "gate").isVerified());
    JsonObject made = said.getJsonObject("made");
    assertThat(made.size()).isGreaterThan(30);
    for (String name : made.fieldNames()) {
      String kind = name.substring(0, name.indexOf(' '));
      boolean taken =
          Objects.requireNonNull(readers.get(kind)).test(new SignedText(made.getString(name)));
      assertThat(taken).as(name).isEqualTo(name.endsWith(" good"));
    }
  }

  @Test
  void oursTakesItsAssertionsAndRefusesEveryWrongOne() {
    Set<String> names = Set.of(ISSUER.uri(), ISSUER.uri() + "/oauth2/token");
    AssertionReader reader = new AssertionReader(RING::signatures, names, CLOCK);
    List<ClientJwk> keys = List.of(ClientJwk.read(said.getJsonObject("jwk").encode()));
    JsonObject good = said.getJsonObject("assertions");
    assertThat(good.size()).isEqualTo(3);
    for (String name : good.fieldNames()) {
      String text = good.getString(name);
      assertThat(reader.read(text, "partner", keys)).as(name).isPresent();
      assertThat(reader.read(text, "other", keys)).as(name + " of another").isEmpty();
      assertThat(reader.read(text + "A", "partner", keys)).as(name + " and more").isEmpty();
    }
    JsonObject wrong = said.getJsonObject("wrong");
    assertThat(wrong.size()).isEqualTo(16);
    for (String name : wrong.fieldNames()) {
      assertThat(reader.read(wrong.getString(name), "partner", keys)).as(name).isEmpty();
    }
  }
}
