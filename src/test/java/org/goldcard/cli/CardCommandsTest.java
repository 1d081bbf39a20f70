package org.goldcard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.goldcard.card.Actor;
import org.goldcard.card.Instruction;
import org.goldcard.card.talent.DocumentType;
import org.goldcard.card.talent.IdentityDocument;
import org.goldcard.cli.port.CardVerb;
import org.goldcard.issuing.TalentRegistry.Result;
import org.goldcard.issuing.list.Fault;
import org.goldcard.issuing.list.ImportReport;
import org.goldcard.partners.Client;
import org.goldcard.partners.ClientRegistry;
import org.goldcard.partners.Scope;
import org.goldcard.testkit.Awaited;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CardCommandsTest {
  @TempDir private Path folder;

  private final RunCommand command = new RunCommand();

  @Test
  void withoutACommandTheEmbeddedDefaultRuns() {
    assertThat(command.run()).isZero();
    assertThat(command.run("dev", "--data", "elsewhere", "--port", "0")).isZero();
    assertThat(command.run("serve", "--role", "verify")).isZero();
    assertThat(command.started).containsExactly("dev data null", "dev elsewhere 0", "serve VERIFY");
  }

  @ParameterizedTest
  @EnumSource(CardVerb.class)
  void everyVerbChangesTheCardsNamed(CardVerb verb) {
    command.stores.cards.add(FakeStores.CARD);
    String inFours = FakeStores.CARD.inFours();
    assertThat(command.run(verb.command(), inFours, "--reason", "case 7")).isZero();
    assertThat(command.stores.asked).containsExactly(verb + " " + FakeStores.CARD + " case 7");
    assertThat(command.out()).contains(inFours).contains("LOST").contains("rev 41");
    assertThat(command.stores.closed).isEqualTo(1);
  }

  @Test
  void oneRefusedCardEndsWithOneAndTheOthersAreChanged() throws Exception {
    command.stores.cards.add(FakeStores.OTHER_CARD);
    Path file =
        Files.writeString(
            folder.resolve("cards.txt"),
            FakeStores.CARD.inFours() + "\n\n" + FakeStores.OTHER_CARD + "\r\n");
    assertThat(command.run("close", "--file", file.toString())).isEqualTo(1);
    assertThat(command.out().lines()).hasSize(2);
    assertThat(command.out()).contains("CARD_UNKNOWN").contains("No such card").contains("rev 41");
  }

  @Test
  void oneWrongNumberAndNothingIsChanged() {
    assertThat(command.run("suspend", FakeStores.CARD.digits(), "9000000000000002")).isEqualTo(2);
    assertThat(command.stores.asked).isEmpty();
  }

  @Test
  void issuesByIdAndByDocument() {
    command.stores.talents.addAll(List.of(7L, 8L));
    assertThat(command.run("issue", "7")).isZero();
    assertThat(command.out()).contains(FakeStores.CARD.inFours()).contains("2031-01-02");
    IdentityDocument passport = passport("E12345678");
    command.stores.documents.put(passport, List.of(8L));
    command.input = "e1234 5678\n";
    assertThat(command.run("issue", "--document", "passport:")).as(command.err()).isZero();
    assertThat(command.stores.asked).containsExactly("issue 7 by tester", "issue 8 by tester");
  }

  @Test
  void refusesUnknownAndAmbiguousTalents() {
    assertThat(command.run("issue", "9")).isEqualTo(1);
    assertThat(command.out()).contains("TALENT_UNKNOWN");
    assertThat(command.run("issue", "--document", "PASSPORT:E12345678")).isEqualTo(1);
    command.stores.documents.put(passport("E12345678"), List.of(1L, 2L));
    assertThat(command.run("issue", "--document", "PASSPORT:E12345678")).isEqualTo(1);
    assertThat(command.err()).contains("Several talents").doesNotContain("E12345678");
  }

  @Test
  void registersAScannerWithItsVenueAndShowsTheSecretOnce() {
    String[] gate = {"client", "gate-7", "--name", "North gate", "--scope", "verify"};
    assertThat(command.run(gate)).as("without a venue").isEqualTo(2);
    assertThat(command.stores.asked).isEmpty();
    String[] placed = {
      "client",
      "gate-7",
      "--name",
      "North",
      "--scope",
      "verify",
      "--venue",
      "V",
      "--checkpoint",
      "C"
    };
    assertThat(command.run(placed)).isZero();
    assertThat(command.out()).contains("a-secret");
    assertThat(command.stores.asked).containsExactly("register gate-7 [VERIFY] V");
  }

  private static final String JWK =
      "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"k1\","
          + "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}";

  @Test
  void renewsASecretAndChangesKeys() throws IOException {
    Client gate = new Client("gate7", "Gate", Set.of(Scope.CODES), null, null, false, null);
    Instruction by = Instruction.of(new Actor(Actor.Kind.OPERATOR, "li"), "");
    Awaited.result(command.stores.clients().put(new ClientRegistry.Registration(gate, "old"), by));
    Path jwk = Files.writeString(folder.resolve("gate7.jwk"), JWK);
    assertThat(command.run("client", "rotate", "gate7", "--expires", "2027-11-30")).isZero();
    assertThat(command.out().strip()).matches("[A-Za-z0-9_-]{43}");
    assertThat(command.run("client", "rotate", "gate7")).as("two count").isEqualTo(1);
    assertThat(command.err()).contains("--end-old ends the old one");
    assertThat(command.run("client", "rotate", "nobody")).isEqualTo(1);
    assertThat(command.run("client", "rotate", "gate7", "--overlap", "31")).isEqualTo(2);
    assertThat(command.run("client", "key-add", "gate7", jwk.toString())).isZero();
    assertThat(command.run("client", "list")).isZero();
    assertThat(command.out()).contains("secrets:2 keys:k1");
    assertThat(command.run("client", "key-withdraw", "gate7", "k1")).isZero();
    assertThat(command.run("client", "key-withdraw", "gate7", "k1")).isEqualTo(1);
    Files.writeString(jwk, JWK.replace("}", ",\"d\":\"c2VjcmV0\"}"));
    assertThat(command.run("client", "key-add", "gate7", jwk.toString())).isEqualTo(2);
    assertThat(command.err()).contains("private").doesNotContain("c2VjcmV0");
  }

  @Test
  void endsAnOldSecretAndTakesAKeyAsOpensslWritesIt() throws IOException {
    Client gate = new Client("gate7", "Gate", Set.of(Scope.CODES), null, null, false, null);
    Instruction by = Instruction.of(new Actor(Actor.Kind.OPERATOR, "li"), "");
    Awaited.result(command.stores.clients().put(new ClientRegistry.Registration(gate, "old"), by));
    assertThat(command.run("client", "rotate", "gate7", "--end-old")).as("only one").isEqualTo(1);
    assertThat(command.run("client", "rotate", "gate7")).isZero();
    assertThat(command.run("client", "rotate", "gate7", "--end-old")).isZero();
    Path pem =
        Files.writeString(
            folder.resolve("gate7.pem"),
            """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
            -----END PUBLIC KEY-----
            """);
    assertThat(command.run("client", "key-add", "gate7", pem.toString()))
        .as("no name")
        .isEqualTo(2);
    assertThat(command.err()).contains("--kid");
    assertThat(command.run("client", "key-add", "gate7", pem.toString(), "--kid", "k2")).isZero();
    assertThat(command.run("client", "list")).isZero();
    assertThat(command.out()).contains("secrets:1 keys:k2");
  }

  @Test
  void issuesToEveryone() {
    LongStream.rangeClosed(1, 1234).forEach(command.stores.talents::add);
    assertThat(command.run("issue", "--all")).isZero();
    assertThat(command.out()).contains("已发1234张 / 1234 cards issued");
    assertThat(command.stores.talents).isEmpty();
  }

  @Test
  void importsAListAndTellsWhatItCameTo() throws Exception {
    Path list = Files.writeString(folder.resolve("名单.csv"), "姓名\n");
    command.stores.report =
        new ImportReport(
            10,
            true,
            Map.of(Result.NEW, 9, Result.UPGRADED, 1),
            List.of(),
            List.of(),
            List.of(new ImportReport.Unreachable(4, "张*", "370102")),
            null);
    assertThat(command.run("recognise", list.toString())).isZero();
    assertThat(command.out()).contains("NEW").contains("升级").contains("共10行").contains("imported");
    assertThat(command.err()).contains("检查 checking 5/10").contains("第4行 张*（370102）");
    assertThat(command.stores.wish.badRows()).isNull();
    assertThat(command.stores.wish.actor()).isEqualTo(RunCommand.OPERATOR);
  }

  @Test
  void badRowsEndWithThree() throws Exception {
    Path list = Files.writeString(folder.resolve("list.csv"), "x\n");
    Fault fault = new Fault(5, "证件号码", "CHECK_DIGIT", "校验位不符", "fails its check digit");
    command.stores.report =
        new ImportReport(10, false, Map.of(), List.of(fault), List.of(), List.of(), null);
    assertThat(command.run("recognise", list.toString(), "--skip-bad")).isEqualTo(3);
    assertThat(command.err()).contains("第5行“证件号码”：校验位不符 / line 5, \"证件号码\": fails");
    assertThat(command.out()).contains("有误1行").contains("nothing imported");
    assertThat(command.stores.wish.badRows()).isEqualTo(folder.resolve("list.csv.bad.csv"));
    assertThat(command.run("recognise", "nowhere.csv")).isEqualTo(3);
  }

  @Test
  void comparesAndRebuildsStatuses() {
    assertThat(command.run("status", "compare")).isZero();
    assertThat(command.out()).contains("12条 entries").contains("无差异 / no difference");
    command.stores.comparison = FakeStores.comparison(1);
    assertThat(command.run("status", "compare")).isEqualTo(1);
    assertThat(command.out()).contains("1条不同").contains("0000000000000001").contains("they differ");
    assertThat(command.run("status", "rebuild")).isZero();
    assertThat(command.out()).contains("1/7/abababab");
  }

  private static IdentityDocument passport(String number) {
    return IdentityDocument.read(DocumentType.PASSPORT, number, LocalDate.parse("2026-06-01"))
        .value()
        .orElseThrow();
  }
}
