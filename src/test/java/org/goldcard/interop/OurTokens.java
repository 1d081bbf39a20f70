package org.goldcard.interop;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.goldcard.testkit.TickingClock;
import org.goldcard.token.LiveCodes;
import org.goldcard.token.PassSigner;
import org.goldcard.token.access.AccessGrant;
import org.goldcard.token.access.AccessTokens;
import org.goldcard.token.answer.AnswerTokens;
import org.goldcard.token.answer.EventTokens;
import org.goldcard.token.answer.ScanReceipt;
import org.goldcard.token.answer.SecurityEvent;
import org.goldcard.token.bundle.BundleTokens;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.jws.JwsSigner;
import org.goldcard.token.jws.SignedText;
import org.goldcard.token.list.ListSeries;
import org.goldcard.token.list.StatusList;
import org.goldcard.token.list.StatusListTokens;
import org.goldcard.verifying.ResultCode;
import org.goldcard.verifying.sandbox.TestCard;

/** One token of each kind that others check, with what they are to expect of it. */
record OurTokens(JwsSigner signer, Issuer issuer, TickingClock clock) {
  JsonArray all() {
    AnswerTokens answers = new AnswerTokens(signer, issuer, clock);
    byte[] active = "{\"active\":true}".getBytes(StandardCharsets.UTF_8);
    return new JsonArray()
        .add(token("pass", pass(), "typ", "goldcard+jwt", "issuer", issuer.uri()))
        .add(token("live", live(), "typ", "goldcard-live+jwt"))
        .add(token("list", list(), "typ", "statuslist+jwt", "subject", listUri()))
        .add(forClient("introspection", answers.introspection("bank", active), "bank"))
        .add(forClient("receipt", answers.receipt(receipt()), "gate"))
        .add(forClient("bundle", bundle(), "gate"))
        .add(forClient("event", event(), "bank"));
  }

  /** What only this service itself checks: its key is in no published set. */
  JsonObject access() {
    AccessGrant grant = new AccessGrant("bank", Set.of("introspect"), null, null, false);
    SignedText text = new AccessTokens(signer, issuer, clock, new Random(2)).issue(grant);
    return token("access", text, "typ", "at+jwt", "issuer", issuer.uri());
  }

  private JsonObject forClient(String name, SignedText text, String client) {
    String typ =
        switch (name) {
          case "introspection" -> "token-introspection+jwt";
          case "event" -> "secevent+jwt";
          default -> "goldcard-" + name + "+jwt";
        };
    return token(name, text, "typ", typ, "issuer", issuer.uri(), "audience", client);
  }

  private static JsonObject token(String name, SignedText text, String... expected) {
    JsonObject of = new JsonObject();
    for (int i = 0; i < expected.length; i += 2) {
      of.put(expected[i], expected[i + 1]);
    }
    return new JsonObject().put("name", name).put("text", text.text()).put("expected", of);
  }

  private static TestCard card() {
    return TestCard.all().stream()
        .filter(c -> c.yields() == ResultCode.VALID)
        .findFirst()
        .orElseThrow();
  }

  private SignedText pass() {
    return new PassSigner(signer, issuer, clock).sign(card().card());
  }

  private SignedText live() {
    LiveCodes codes = new LiveCodes(signer, new Random(1));
    return codes.ahead(card().number(), 1, clock.instant(), 1).get(0).token();
  }

  String listUri() {
    return new ListSeries(issuer).uri(0);
  }

  private SignedText list() {
    StatusList list = StatusList.of(1, ListSeries.ENTRIES, i -> i % 7 == 0 ? 1 : 0);
    return new StatusListTokens(signer, clock).sign(listUri(), list);
  }

  private SignedText bundle() {
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    content.put("form", "full").put("epoch", 1).put("rev", 7);
    return new BundleTokens(signer, issuer, clock).sign("gate", BundleTokens.LIFE, content);
  }

  private ScanReceipt receipt() {
    return new ScanReceipt(
        "gate", "v-1", "VALID", "YES", "park", "east", null, clock.instant(), null);
  }

  private SignedText event() {
    List<SecurityEvent.Member> members = List.of(new SecurityEvent.Member("reason", "LOST"));
    return new EventTokens(signer, issuer, clock)
        .sign(
            new SecurityEvent(
                "e-1", "bank", "holder-1", "https://x.example/e", clock.instant(), "1.2", members));
  }
}
