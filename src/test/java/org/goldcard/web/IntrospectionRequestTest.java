package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.EnumSet;
import org.goldcard.card.Card;
import org.goldcard.card.TalentClass;
import org.goldcard.partners.Access;
import org.goldcard.partners.Scope;
import org.goldcard.testkit.Clause;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How introspection is asked: RFC 7662 section 2.1, clause by clause. */
class IntrospectionRequestTest {
  private ApiUnderTest api;
  private Card card;
  private String bank;

  @BeforeEach
  void start() {
    api = new ApiUnderTest();
    card = api.card(TalentClass.B);
    bank = client("bank", Gate.VENUE, Scope.INTROSPECT);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private String client(String id, @Nullable String venue, Scope first, Scope... more) {
    return api.bearer(new Access(id, EnumSet.of(first, more), venue, null, false, api.end()));
  }

  private Reply ask(String authorization, String form) {
    return api.send(
        api.request("/oauth2/introspect")
            .header("Authorization", authorization)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  private String pass() {
    return api.passes.sign(card).text();
  }

  @Test
  @Clause("RFC 7662 2.1")
  void requiresAnAuthorisedCaller() {
    assertThat(ask("Basic eDp5", "token=x").status()).isEqualTo(401);
    Reply without = ask(client("x", null, Scope.VERIFY, Scope.CARDS_READ), "token=x");
    assertThat(without.status()).isEqualTo(403);
    assertThat(without.header("WWW-Authenticate")).contains("scope=\"introspect\"");
  }

  @ParameterizedTest
  @Clause("RFC 7662 2.1")
  @ValueSource(strings = {"PUT", "DELETE", "PATCH", "HEAD", "GET"})
  void isAskedByPostAlone(String method) {
    Reply reply =
        api.send(
            api.request("/oauth2/introspect")
                .header("Authorization", bank)
                .method(method, HttpRequest.BodyPublishers.noBody()));
    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.header("Allow")).isEqualTo("POST, OPTIONS");
  }

  @Test
  @Clause("RFC 7662 2.1")
  void answersNobodyWithoutATokenOfItsOwn() {
    Reply nobody =
        api.send(
            api.request("/oauth2/introspect")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("token=" + pass())));
    assertThat(nobody.status()).isEqualTo(401);
    assertThat(nobody.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"goldcard\"");
    assertThat(nobody.text()).doesNotContain("active");
    Reply bySelf = ask("Bearer " + pass(), "token=" + pass());
    assertThat(bySelf.status()).isEqualTo(401);
    assertThat(bySelf.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
  }

  @Test
  @Clause("RFC 7662 2.1")
  void passesOverParametersItDoesNotKnow() {
    assertThat(ask(bank, "token=" + pass() + "&client_id=x&more=").json().getBoolean("active"))
        .isTrue();
  }

  @Test
  @Clause("RFC 7662 2.1")
  void takesAFormByPostAndNothingElse() {
    assertThat(api.get("/oauth2/introspect?token=x", bank).status()).isEqualTo(405);
    Reply json = api.post("/oauth2/introspect", bank, "{\"token\":\"x\"}");
    assertThat(json.status()).isEqualTo(415);
    assertThat(
            api.send(
                    api.request("/oauth2/introspect?token=x")
                        .header("Authorization", bank)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("token=x")))
                .code())
        .isEqualTo("FIELD_UNKNOWN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "token=", "token_type_hint=access_token", "Token=x"})
  @Clause("RFC 7662 2.1")
  void requiresTheToken(String form) {
    Reply reply = ask(bank, form);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo("FIELD_MISSING");
    assertThat(reply.field()).isEqualTo("form.token");
  }

  @Test
  @Clause("RFC 7662 2.1")
  void refusesTheTokenTwice() {
    assertThat(ask(bank, "token=x&token=x").code()).isEqualTo("FIELD_DUPLICATE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "access_token", "refresh_token", "pass", "nonsense"})
  @Clause("RFC 7662 2.1")
  void findsTheTokenWhateverTheHint(String hint) {
    assertThat(
            ask(bank, "token=" + pass() + "&token_type_hint=" + hint).json().getBoolean("active"))
        .isTrue();
  }
}
