package org.goldcard.web.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.goldcard.partners.Access;
import org.goldcard.partners.place.Areas;
import org.goldcard.partners.place.ChoosePlace;
import org.goldcard.partners.quota.ClientQuotas;
import org.goldcard.partners.quota.SharedCounts;
import org.goldcard.testkit.Awaited;
import org.goldcard.web.AccessTokens;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;
import org.goldcard.web.HttpOptions;
import org.goldcard.web.Routes;
import org.goldcard.web.TrustedProxies;
import org.goldcard.web.limit.Doors;
import org.goldcard.web.limit.Limit;
import org.goldcard.web.limit.Places;
import org.goldcard.web.limit.Rate;
import org.goldcard.web.limit.RateLimits;
import org.goldcard.web.limit.Shed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lines of log, as the service writes them, of requests that one event loop works on in turns. */
class RequestLinesTest {
  private static final Pattern LINE =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(?:Z|[+-]\\d\\d:\\d\\d) "
              + "(?:INFO |WARN |ERROR) \\[[^]]+] (\\S+) \\S+ - (.*)");

  private final LoggerContext context = new LoggerContext();
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final Vertx vertx = Vertx.vertx();
  private final Map<String, CompletableFuture<String>> waits = new ConcurrentHashMap<>();
  private final CountDownLatch both = new CountDownLatch(2);
  private final HttpClient client = HttpClient.newHttpClient();
  private Logger logger;
  private HttpServer server;

  /** Says something before, while and after it waits for others, on this thread and elsewhere. */
  private final class Talking implements ApiRoute {
    @Override
    public Endpoint endpoint() {
      return Endpoint.open("/talk/:word", false);
    }

    @Override
    public Future<Answer> answer(Call call) {
      String word = call.part("word");
      logger.info("{} came", word);
      CompletableFuture<String> wait = new CompletableFuture<>();
      waits.put(word, wait);
      both.countDown();
      CompletableFuture<String> elsewhere = new CompletableFuture<>();
      vertx.setTimer(5, id -> logger.info("{} timed", word));
      return call.await(wait)
          .compose(
              said -> {
                logger.info("{} woke", word);
                new Thread(() -> elsewhere.complete(said)).start();
                return call.await(elsewhere);
              })
          .compose(said -> vertx.executeBlocking(() -> blocking(word)))
          .map(
              said -> {
                logger.warn("{} ends", word);
                return Answer.empty(204);
              });
    }

    private String blocking(String word) {
      logger.info("{} blocks", word);
      return word;
    }
  }

  @BeforeEach
  void start() throws Exception {
    context.setMDCAdapter(new LogbackMDCAdapter());
    JoranConfigurator file = new JoranConfigurator();
    file.setContext(context);
    file.doConfigure(Objects.requireNonNull(Routes.class.getResource("/logback.xml")));
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    OutputStreamAppender<ILoggingEvent> console =
        (OutputStreamAppender<ILoggingEvent>) root.getAppender("CONSOLE");
    console.setOutputStream(written);
    logger = context.getLogger("org.goldcard.web.Talking");
    Router router = Router.router(vertx);
    routes().mount(router, List.of(new Talking()), List.of());
    server = Awaited.result(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
  }

  private Routes routes() {
    Map<Limit, Rate> rates = new java.util.EnumMap<>(Limit.class);
    for (Limit limit : Limit.values()) {
      rates.put(limit, Rate.perSecond(1000));
    }
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    ClientQuotas quotas = new ClientQuotas(java.time.InstantSource.system(), SharedCounts.none());
    Doors doors =
        new Doors(
            System::nanoTime,
            new RateLimits(rates, System::nanoTime, 1, meters),
            new Places(10),
            new Shed(meters),
            quotas);
    HttpOptions options = HttpOptions.of("127.0.0.1", 0, 1, null, TrustedProxies.none());
    return new Routes(
        vertx, options, doors, new NoTokens(), new ChoosePlace(Areas.none()), meters, () -> "made");
  }

  /** Nobody has a token. */
  private static final class NoTokens implements AccessTokens {
    @Override
    public String sign(Access access) {
      return "";
    }

    @Override
    public Optional<Access> read(String token) {
      return Optional.empty();
    }
  }

  @AfterEach
  void stop() {
    Awaited.result(vertx.close());
    context.stop();
  }

  private CompletableFuture<HttpResponse<String>> ask(String word, String name) {
    URI uri = URI.create("http://127.0.0.1:" + server.actualPort() + "/talk/" + word);
    HttpRequest request = HttpRequest.newBuilder(uri).header("X-Request-Id", name).build();
    return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }

  private List<String> lines() {
    return written.toString(StandardCharsets.UTF_8).lines().map(RequestLinesTest::told).toList();
  }

  private static String told(String line) {
    java.util.regex.Matcher matcher = LINE.matcher(line);
    assertThat(matcher.matches()).as(line).isTrue();
    return matcher.group(1) + " " + matcher.group(2);
  }

  @Test
  void requestsThatTakeTurnsKeepTheirOwnNames() throws Exception {
    CompletableFuture<HttpResponse<String>> one = ask("one", "gate-1");
    CompletableFuture<HttpResponse<String>> two = ask("two", "gate-2");
    assertThat(both.await(10, TimeUnit.SECONDS)).isTrue();
    // From outside, on no context at all, and in the other order.
    wake("two");
    wake("one");
    assertThat(one.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(204);
    assertThat(two.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(204);
    assertThat(lines())
        .filteredOn(line -> line.contains("one"))
        .contains("gate-1 one came", "gate-1 one woke", "gate-1 one blocks", "gate-1 one ends");
    assertThat(lines())
        .filteredOn(line -> line.contains("two"))
        .contains("gate-2 two came", "gate-2 two woke", "gate-2 two blocks", "gate-2 two ends");
    assertThat(lines())
        .filteredOn(line -> !line.endsWith("timed"))
        .allMatch(line -> line.startsWith("gate-1 one ") || line.startsWith("gate-2 two "));
  }

  private void wake(String word) {
    assertThat(Objects.requireNonNull(waits.get(word)).complete(word)).isTrue();
  }

  @Test
  void whatBelongsToNoRequestHasADashAndNothingIsLeftBehind() throws Exception {
    CompletableFuture<HttpResponse<String>> one = ask("one", "gate-1");
    org.awaitility.Awaitility.await().until(() -> waits.containsKey("one"));
    wake("one");
    assertThat(one.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(204);
    logger.info("of no request");
    for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
      Context any = vertx.getOrCreateContext();
      CompletableFuture<Void> done = new CompletableFuture<>();
      any.runOnContext(
          none -> {
            logger.info("of a loop");
            done.complete(null);
          });
      done.get(10, TimeUnit.SECONDS);
    }
    assertThat(lines()).filteredOn(line -> line.contains("of ")).allMatch(l -> l.startsWith("- "));
    assertThat(lines()).contains("- of no request", "- of a loop");
  }

  @Test
  void aRequestWithoutANameIsGivenOne() throws Exception {
    CompletableFuture<HttpResponse<String>> one = ask("one", "not a name");
    org.awaitility.Awaitility.await().until(() -> waits.containsKey("one"));
    wake("one");
    assertThat(one.get(10, TimeUnit.SECONDS).headers().firstValue("X-Request-Id")).contains("made");
    assertThat(lines()).contains("made one came", "made one ends");
  }
}
