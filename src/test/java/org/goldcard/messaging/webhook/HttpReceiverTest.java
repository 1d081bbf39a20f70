package org.goldcard.messaging.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.goldcard.partners.webhook.Delivery;
import org.goldcard.partners.webhook.Delivery.Outcome;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.TestCertificates;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a push goes: to the address that was checked, and to whom its certificate says it goes. */
class HttpReceiverTest {
  private static final String HERE = "127.0.0.1";
  private static final String INSIDE = "10.0.0.5";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static Vertx vertx;
  private static TestCertificates certificates;
  private static HttpServer server;
  private static final List<String> heard = new CopyOnWriteArrayList<>();
  private final Deque<List<String>> answers = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();
  private final List<HttpReceiver> receivers = new ArrayList<>();

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    certificates = TestCertificates.of("DNS:receiver.example");
    PemKeyCertOptions own =
        new PemKeyCertOptions()
            .addCertPath(certificates.certificate().toString())
            .addKeyPath(certificates.key().toString());
    HttpServerOptions options =
        new HttpServerOptions().setHost(HERE).setSsl(true).setSni(true).setKeyCertOptions(own);
    server =
        Awaited.result(
            vertx.createHttpServer(options).requestHandler(HttpReceiverTest::hear).listen(0));
  }

  private static void hear(HttpServerRequest request) {
    heard.add(request.connection().indicatedServerName() + " " + request.authority());
    request.response().setStatusCode(202).end();
  }

  @AfterAll
  static void stop() {
    Awaited.result(server.close());
    Awaited.result(vertx.close());
  }

  @BeforeEach
  void forget() {
    heard.clear();
  }

  @AfterEach
  void close() {
    receivers.forEach(receiver -> Awaited.result(receiver.close()));
  }

  /** One that may push to this machine and the public internet. */
  private HttpReceiver receiver(Path authority) {
    AddressRules rules = new AddressRules(InetAddress::isLoopbackAddress);
    HttpReceiver receiver = new HttpReceiver(vertx, rules, authority, PATIENCE, this::resolve);
    receivers.add(receiver);
    return receiver;
  }

  /** The next answer of the names; the last one stays. */
  private synchronized InetAddress[] resolve(String host) throws UnknownHostException {
    asked.add(host);
    List<String> texts = answers.size() > 1 ? answers.poll() : answers.element();
    InetAddress[] all = new InetAddress[texts.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = InetAddress.getByName(texts.get(i));
    }
    return all;
  }

  private static URI at(String host) {
    return URI.create("https://" + host + ":" + server.actualPort() + "/events");
  }

  private static Delivery push(HttpReceiver receiver, URI url) {
    return Awaited.result(receiver.push(url, "a.b.c"));
  }

  @Test
  void aNameThatLeadsElsewhereAMomentAfterItWasCheckedLeadsNowhere() {
    HttpReceiver receiver = receiver(certificates.authority());
    answers.add(List.of(HERE));
    answers.add(List.of(INSIDE));
    assertThat(push(receiver, at("receiver.example"))).isEqualTo(Delivery.ACCEPTED);
    assertThat(asked).as("asked once, and connected to that answer").hasSize(1);
    assertThat(heard).containsExactly("receiver.example receiver.example:" + server.actualPort());
    assertThat(push(receiver, at("receiver.example")))
        .as("although a connection to it is still open")
        .isEqualTo(new Delivery(Outcome.ADDRESS, "private"));
    assertThat(heard).hasSize(1);
  }

  @Test
  void theCertificateMustBeForTheNameByAnAuthorityThatIsTrusted() {
    answers.add(List.of(HERE));
    assertThat(push(receiver(certificates.authority()), at("other.example")).outcome())
        .isEqualTo(Outcome.CERTIFICATE);
    assertThat(push(receiver(certificates.authority()), at(HERE)).outcome())
        .isEqualTo(Outcome.CERTIFICATE);
    assertThat(push(receiver(certificates.stranger()), at("receiver.example")).outcome())
        .isEqualTo(Outcome.CERTIFICATE);
    assertThat(heard).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("org.goldcard.messaging.webhook.ForbiddenAddresses#all")
  void oneForbiddenAddressOfANameIsEnough(String forbidden) {
    HttpReceiver strict =
        new HttpReceiver(vertx, new AddressRules(a -> false), null, PATIENCE, this::resolve);
    receivers.add(strict);
    answers.add(List.of("1.1.1.1", forbidden));
    assertThat(push(strict, URI.create("https://receiver.example/")))
        .isEqualTo(new Delivery(Outcome.ADDRESS, "private"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "localhost"
      })
  void thisMachineIsForbiddenHoweverItIsWritten(String host) {
    HttpReceiver strict = new HttpReceiver(vertx, new AddressRules(a -> false), null, PATIENCE);
    receivers.add(strict);
    assertThat(push(strict, at(host))).isEqualTo(new Delivery(Outcome.ADDRESS, "private"));
    assertThat(heard).isEmpty();
  }

  @Test
  void aNameThatLeadsNowhereIsSaidToBeUnknown() {
    HttpReceiver strict = new HttpReceiver(vertx, new AddressRules(a -> false), null, PATIENCE);
    receivers.add(strict);
    assertThat(push(strict, URI.create("https://receiver.invalid/")))
        .isEqualTo(new Delivery(Outcome.ADDRESS, "unknown"));
  }
}
