package org.goldcard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.goldcard.testkit.Awaited.result;

import java.util.Set;
import org.goldcard.card.Instruction;
import org.goldcard.partners.Client;
import org.goldcard.partners.ClientRegistry.Registration;
import org.goldcard.partners.Scope;
import org.goldcard.partners.terms.Terms;
import org.goldcard.partners.webhook.Delivery;
import org.goldcard.partners.webhook.Delivery.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookCommandsTest {
  private static final String URL = "https://events.bank.example/goldcard";
  private final RunCommand command = new RunCommand();

  @BeforeEach
  void register() {
    put(client("bank", Scope.INTROSPECT));
    put(client("city", Scope.STATUS));
    put(client("test", Scope.INTROSPECT).on(Terms.NONE.inSandbox(true)));
  }

  private static Client client(String id, Scope scope) {
    return new Client(id, id, Set.of(scope), null, null, false, null);
  }

  private void put(Client client) {
    Instruction by = Instruction.of(RunCommand.OPERATOR, "");
    result(command.stores.clients().put(new Registration(client, "hash"), by));
  }

  @Test
  void aReceiverIsAddedOnceItHasTakenAVerificationEventAndIsThenListedAndShown() {
    assertThat(command.run("webhook", "add", "bank", URL)).isZero();
    assertThat(command.out().strip()).isEqualTo("1");
    assertThat(command.stores.webhooks.pushed.split("\\.", -1)).as("a signed event").hasSize(3);
    assertThat(command.run("webhook", "add", "bank", URL)).as("a second time").isEqualTo(1);
    assertThat(command.run("webhook", "list")).isZero();
    assertThat(command.out()).contains("bank", "ACTIVE", "KNOWN", "1.9", URL);
    assertThat(command.run("webhook", "show", "1")).isZero();
    assertThat(command.out()).contains("bank", "ACTIVE", URL);
    assertThat(command.run("webhook", "show", "2")).isEqualTo(1);
  }

  @Test
  void aReceiverThatDoesNotTakeItIsNotRecordedAndItsAnswerIsSaid() {
    command.stores.webhooks.answer = new Delivery(Outcome.STATUS, "503");
    assertThat(command.run("webhook", "add", "bank", URL)).isEqualTo(1);
    assertThat(command.err()).contains("status:503");
    assertThat(command.stores.webhooks.all).isEmpty();
  }

  @Test
  void neitherAPlainAddressNorAClientThatMayNotIsRecordedOrAsked() {
    assertThat(command.run("webhook", "add", "bank", "http://bank.example/")).isEqualTo(1);
    assertThat(command.run("webhook", "add", "bank", "https://a:b@bank.example/")).isEqualTo(1);
    assertThat(command.run("webhook", "add", "bank", "https://bank.example:22/")).isEqualTo(1);
    assertThat(command.run("webhook", "add", "nobody", URL)).isEqualTo(1);
    assertThat(command.run("webhook", "add", "--all", "bank", URL)).isEqualTo(1);
    assertThat(command.err()).contains("scope status");
    assertThat(command.run("webhook", "add", "test", URL)).isEqualTo(1);
    assertThat(command.err()).contains("sandbox");
    assertThat(command.stores.webhooks.pushed).as("nobody was asked").isEmpty();
    assertThat(command.stores.webhooks.all).isEmpty();
    assertThat(command.run("webhook", "add", "--all", "city", URL)).isZero();
  }

  @Test
  void aReceiverIsTriedPausedResumedToldAgainAndRemoved() {
    assertThat(command.run("webhook", "add", "bank", URL)).isZero();
    assertThat(command.run("webhook", "test", "1")).isZero();
    assertThat(command.run("webhook", "test", "2")).isEqualTo(1);
    assertThat(command.run("webhook", "pause", "1")).isZero();
    assertThat(command.run("webhook", "pause", "1")).as("it is so already").isEqualTo(1);
    assertThat(command.run("webhook", "resume", "1")).isZero();
    assertThat(command.run("webhook", "replay", "1", "--from", "1.4")).isZero();
    assertThat(command.run("webhook", "replay", "1", "--from", "1.40")).isEqualTo(1);
    assertThat(command.run("webhook", "replay", "1", "--from", "forty")).isEqualTo(2);
    assertThat(command.run("webhook", "remove", "1")).isZero();
    assertThat(command.run("webhook", "list")).isZero();
    assertThat(command.out()).isEmpty();
  }
}
