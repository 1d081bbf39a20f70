package org.goldcard.messaging.webhook;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.goldcard.fuzz.Fuzzing;
import org.goldcard.fuzz.RawAnswers;
import org.goldcard.partners.webhook.Delivery;
import org.goldcard.partners.webhook.ReceiverAddress;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.PassForger;
import org.goldcard.testkit.TestKeys;
import org.goldcard.testkit.TickingClock;
import org.goldcard.verifying.kit.GoldcardVerifier;
import org.goldcard.verifying.kit.Update;
import org.jspecify.annotations.Nullable;

/** What partners' receivers answer to us, and what anybody on the way answers to the kit. */
public final class AnswerFuzz {
  private static final int WAYS = 7;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final RawAnswers SERVER = new RawAnswers();
  private static final URI RECEIVER = URI.create(SERVER.address() + "/events");
  private static final HttpReceiver SENDER =
      new HttpReceiver(Vertx.vertx(), new AddressRules(a -> true), null, PATIENCE);
  private static final byte[] JWKS =
      TestKeys.published().ring().jwks().getBytes(StandardCharsets.UTF_8);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final TickingClock CLOCK = new TickingClock("2026-11-23T02:05:00Z");
  private static final ReceiverAddress ADDRESSES = new ReceiverAddress(Set.of(443, 8443), false);

  private AnswerFuzz() {}

  /** One input. */
  public static void fuzzerTestOneInput(byte[] input) {
    byte[] rest = Fuzzing.rest(input);
    switch (Fuzzing.way(input, WAYS)) {
      case 0 -> check(Refusal.read(Buffer.buffer(rest)));
      case 1 -> address(Fuzzing.text(rest));
      case 2 -> push(rest);
      case 3 -> push(whole("400 Bad Request", rest));
      case 4 -> refresh(lists(), null, rest);
      case 5 -> refresh(lists(), null, whole("200 OK", rest));
      default -> refresh(bundles(), "token", whole("200 OK", rest));
    }
  }

  private static void address(String text) {
    boolean safe = ADDRESSES.read(text).map(AnswerFuzz::isSafe).orElse(true);
    Fuzzing.holds(safe, "an address that no event may go to");
  }

  private static boolean isSafe(URI uri) {
    boolean port = ReceiverAddress.portOf(uri) == 443 || ReceiverAddress.portOf(uri) == 8443;
    return port && "https".equals(uri.getScheme()) && uri.getRawUserInfo() == null;
  }

  private static byte[] whole(String status, byte[] body) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    String head = "HTTP/1.1 " + status + "\r\nETag: \"a\"\r\nContent-Length: " + body.length;
    answer.writeBytes((head + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    answer.writeBytes(body);
    return answer.toByteArray();
  }

  private static void push(byte[] answer) {
    SERVER.answer(answer);
    check(Awaited.result(SENDER.push(RECEIVER, "a.signed.event")));
  }

  private static void check(Delivery delivery) {
    Fuzzing.neverShown(delivery.toString());
    Fuzzing.holds(delivery.detail().length() <= 40, "more of an answer than is kept");
  }

  private static GoldcardVerifier lists() {
    return GoldcardVerifier.withPublishedLists(PassForger.ISSUER, JWKS, CLOCK)
        .askingAt(SERVER.address());
  }

  private static GoldcardVerifier bundles() {
    return GoldcardVerifier.withBundles(PassForger.ISSUER, "gate-1", JWKS, CLOCK)
        .askingAt(SERVER.address());
  }

  private static void refresh(GoldcardVerifier verifier, @Nullable String token, byte[] answer) {
    SERVER.answer(answer);
    Update update = verifier.refresh(CLIENT, token);
    Fuzzing.neverShown(update.toString());
    Fuzzing.holds(verifier.clockCorrection().abs().toDays() < 2, "a clock set anywhere");
  }
}
