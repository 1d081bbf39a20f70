package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.vertx.core.json.JsonObject;
import java.text.ParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.goldcard.card.CardRefusal;
import org.goldcard.partners.Access;
import org.goldcard.partners.Scope;
import org.goldcard.testkit.Clause;
import org.goldcard.verifying.ResultCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the service says of itself: RFC 8414, and its own page of facts. */
class MetadataTest {
  private static final String ISSUER = "https://goldcard.example";

  private ApiUnderTest api;

  @BeforeEach
  void start() {
    api = new ApiUnderTest();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private JsonObject oauth() {
    return api.get("/.well-known/oauth-authorization-server", null).json();
  }

  private JsonObject goldcard() {
    return api.get("/.well-known/goldcard", null).json();
  }

  private Reply atThisServer(String address) {
    assertThat(address).startsWith(ISSUER + "/");
    return api.get(address.substring(ISSUER.length()), null);
  }

  private static Set<String> codes(JsonObject page, String list) {
    return page.getJsonArray(list).stream()
        .map(one -> ((JsonObject) one).getString("code"))
        .collect(Collectors.toSet());
  }

  @Test
  @Clause("RFC 8414 2")
  void hasWhatIsRequired() {
    JsonObject page = oauth();
    assertThat(page.getString("issuer")).isEqualTo(ISSUER);
    assertThat(page.getJsonArray("response_types_supported")).isEmpty();
    assertThat(page.getJsonArray("grant_types_supported")).containsExactly("client_credentials");
    assertThat(page.getJsonArray("scopes_supported").stream().map(String::valueOf))
        .hasSameElementsAs(Arrays.stream(Scope.values()).map(Scope::text).toList());
    for (String name : page.fieldNames()) {
      if (name.endsWith("_supported") && !name.equals("response_types_supported")) {
        assertThat(page.getJsonArray(name)).as(name).isNotEmpty();
      }
    }
  }

  @Test
  @Clause("RFC 8414 2")
  void namesEndpointsThatAreThere() throws ParseException {
    JsonObject page = oauth();
    assertThat(JWKSet.parse(atThisServer(page.getString("jwks_uri")).text()).getKeys())
        .isNotEmpty();
    for (String post : List.of("token_endpoint", "introspection_endpoint")) {
      Reply reply = atThisServer(page.getString(post));
      assertThat(reply.status()).as(post).isEqualTo(405);
      assertThat(reply.header("Allow")).as(post).startsWith("POST");
    }
  }

  @Test
  @Clause("RFC 8414 2")
  void promisesNothingThatIsNotThere() {
    JsonObject page = oauth();
    assertThat(page.fieldNames())
        .doesNotContain("authorization_endpoint", "registration_endpoint", "revocation_endpoint");
    assertThat(page.getJsonArray("token_endpoint_auth_methods_supported"))
        .containsExactlyInAnyOrder("private_key_jwt", "client_secret_basic");
    assertThat(page.getJsonArray("token_endpoint_auth_signing_alg_values_supported"))
        .isNotEmpty()
        .doesNotContain("none", "HS256");
    assertThat(page.getJsonArray("introspection_endpoint_auth_methods_supported"))
        .containsExactly("Bearer");
    assertThat(atThisServer(page.getString("service_documentation")).status()).isEqualTo(200);
  }

  @Test
  @Clause("RFC 8414 3")
  void isReadByGetAlone() {
    Reply post = api.post("/.well-known/oauth-authorization-server", api.office(), "{}");
    assertThat(post.status()).isEqualTo(405);
    assertThat(post.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
  }

  @Test
  @Clause("RFC 8414 3.3")
  void namesAsIssuerWhatItsTokensName() throws ParseException {
    String token =
        api.access.sign(new Access("x", Set.of(Scope.CODES), null, null, false, api.end()));
    assertThat(SignedJWT.parse(token).getJWTClaimsSet().getIssuer())
        .isEqualTo(oauth().getString("issuer"));
  }

  @Test
  @Clause("RFC 8414 3.2")
  void isJsonThatAnyOriginMayRead() {
    for (String path : List.of("oauth-authorization-server", "goldcard")) {
      Reply reply = api.get("/.well-known/" + path, null);
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.header("Content-Type")).isEqualTo("application/json");
      assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("*");
      assertThat(reply.header("Cache-Control")).isEqualTo("public, max-age=300");
      String tag = reply.header("ETag");
      assertThat(
              api.send(api.request("/.well-known/" + path).header("If-None-Match", tag)).status())
          .isEqualTo(304);
    }
  }

  @Test
  void namesEveryResultAndEveryProblemInBothLanguages() {
    JsonObject page = goldcard();
    assertThat(codes(page, "results"))
        .isEqualTo(Arrays.stream(ResultCode.values()).map(Enum::name).collect(Collectors.toSet()));
    assertThat(codes(page, "problems"))
        .isEqualTo(
            Stream.concat(Arrays.stream(ProblemCode.values()), Arrays.stream(CardRefusal.values()))
                .map(Enum::name)
                .collect(Collectors.toSet()));
    for (String list : List.of("results", "problems")) {
      for (Object one : page.getJsonArray(list)) {
        assertThat(((JsonObject) one).getString("zh")).containsPattern("\\p{IsHan}");
        assertThat(((JsonObject) one).getString("en")).isNotBlank();
      }
    }
  }

  @Test
  void leadsToKeysListAndServerMetadata() {
    JsonObject page = goldcard();
    assertThat(page.getString("issuer")).isEqualTo(ISSUER);
    assertThat(atThisServer(page.getString("jwksUri")).status()).isEqualTo(200);
    assertThat(atThisServer(page.getString("authorizationServer")).status()).isEqualTo(200);
    JsonObject lists = page.getJsonObject("statusLists");
    assertThat(atThisServer(lists.getString("uri").replace("{n}", "0")).status()).isEqualTo(200);
    assertThat(lists.getInteger("entries")).isEqualTo(1 << 20);
    assertThat(page.getJsonObject("freshness").encode())
        .isEqualTo("{\"online\":5,\"offlineGreen\":900}");
    assertThat(page.getJsonObject("liveCode").encode())
        .isEqualTo("{\"shown\":30,\"accepted\":60,\"skewOnline\":0,\"skewOffline\":30}");
  }
}
