package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.goldcard.testkit.Clause;
import org.junit.jupiter.api.Test;

/** How an assertion is sent and answered: clauses of RFC 7521 and RFC 7523 beside its claims. */
class AssertionFormTest extends AssertionCase {
  @Test
  @Clause("RFC 7523 2.2")
  void knowsOneTypeOfAssertion() {
    String good = byEc(claims("vendor").build());
    String form = "grant_type=client_credentials&client_assertion=" + good;
    assertThat(form(form).status()).isEqualTo(401);
    assertThat(form(form + "&client_assertion_type=urn:x").status()).isEqualTo(401);
    assertThat(form("grant_type=client_credentials&client_assertion_type=" + TYPE).status())
        .isEqualTo(401);
    assertThat(show(good).status()).isEqualTo(200);
  }

  @Test
  @Clause("RFC 7523 2.2")
  void takesOneWayToAuthenticateAtATime() {
    String basic = Base64.getEncoder().encodeToString("vendor:x".getBytes(StandardCharsets.UTF_8));
    Reply both =
        api.send(
            api.request("/oauth2/token")
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        assertion(byEc(claims("vendor").build())))));
    assertThat(both.status()).isEqualTo(400);
    assertThat(both.json().getString("error")).isEqualTo("invalid_request");
  }

  @Test
  @Clause("RFC 7523 2.2")
  void requiresAClientIdBesideToBeTheSame() {
    assertThat(form(assertion(byEc(claims("vendor").build())) + "&client_id=vendor").status())
        .isEqualTo(200);
    assertThat(form(assertion(byEc(claims("vendor").build())) + "&client_id=big").status())
        .isEqualTo(401);
  }

  @Test
  @Clause("RFC 7521 4.2")
  void takesAnEmptyClientIdAsLeftOut() {
    assertThat(form(assertion(byEc(claims("vendor").build())) + "&client_id=").status())
        .isEqualTo(200);
  }

  @Test
  @Clause("RFC 7523 3.2")
  void answersEveryAssertionThatDoesNotCountAlikeAndSaysHowToAuthenticate() {
    Reply unknown = show(with(c -> c.issuer("nobody").subject("nobody")));
    Reply late = show(with(c -> c.issueTime(in(-200)).expirationTime(in(-150))));
    Reply other = show(with(c -> c.audience("https://other.example")));
    for (Reply reply : List.of(unknown, late, other)) {
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.text()).isEqualTo(unknown.text()).contains("\"invalid_client\"");
      assertThat(reply.header("WWW-Authenticate")).isEqualTo("Basic realm=\"goldcard\"");
      assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    }
  }

  @Test
  @Clause("RFC 7523 3.2")
  void saysOfAProvenClientWhatIsWrongWithItsWish() {
    String one = byEc(claims("vendor").build());
    Reply scope = form(assertion(one) + "&scope=cards:close");
    assertThat(scope.status()).isEqualTo(400);
    assertThat(scope.json().getString("error")).isEqualTo("invalid_scope");
    Reply grant = form(assertion(byEc(claims("vendor").build())).replace("client_cred", "x"));
    assertThat(grant.json().getString("error")).isEqualTo("unsupported_grant_type");
    String good = byEc(claims("vendor").build());
    Reply twice = form(assertion(good) + "&client_assertion=" + good);
    assertThat(twice.status()).isEqualTo(400);
    assertThat(twice.json().getString("error")).isEqualTo("invalid_request");
    assertThat(show(good).status()).isEqualTo(200);
  }
}
