package org.goldcard.web.api.verify;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.goldcard.partners.Scope;
import org.goldcard.token.answer.AnswerTokens;
import org.goldcard.verifying.Scan;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;
import org.goldcard.web.ProblemCode;
import org.goldcard.web.Problems;
import org.goldcard.web.Refused;
import org.goldcard.web.json.BadBody;
import org.goldcard.web.json.ListBody;
import org.goldcard.web.json.ListBody.Element;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/verifications/batch}: up to 1,000 verifications in one request, each answered as
 * {@code POST /v1/verifications} would, in their order. An entry that cannot be answered has a
 * problem in its place and harms no other. What is not judged within {@link #TIME} is a {@code
 * TIMEOUT} in its place; sent again it gets its answer.
 */
public final class BatchRoute implements ApiRoute {
  /** How many entries a batch may have. */
  public static final int MAX = 1000;

  /** How long a batch may take, within the time every request has. */
  static final Duration TIME = Duration.ofSeconds(8);

  /** How many batches a node works on at once; more are asked to come again. */
  static final int AT_ONCE = 8;

  private static final String LIST = "verifications";

  private final ScanDesk desk;
  private final ScanAnswers answers;
  private final LongSupplier nanos;
  private final AtomicInteger underWay = new AtomicInteger();

  /**
   * Verifies at a desk.
   *
   * @param meters where answers are counted by their code
   * @param receipts signs receipts for entries that ask for one
   * @param nanos a monotonic clock
   */
  public BatchRoute(
      ScanDesk desk, MeterRegistry meters, AnswerTokens receipts, LongSupplier nanos) {
    this.desk = desk;
    this.answers = new ScanAnswers(meters, receipts);
    this.nanos = nanos;
    meters.gauge("goldcard.batches", underWay);
  }

  @Override
  public Endpoint endpoint() {
    return new Endpoint(
        HttpMethod.POST,
        "/v1/verifications/batch",
        Endpoint.Door.VENUE,
        Scope.VERIFY,
        Endpoint.Body.JSON_LIST,
        Set.of(),
        false);
  }

  @Override
  public Future<Answer> answer(Call call) {
    if (underWay.incrementAndGet() > AT_ONCE) {
      underWay.decrementAndGet();
      throw Refused.with(ProblemCode.OVERLOADED, "Retry-After", "1");
    }
    return Future.succeededFuture()
        .compose(started -> work(call))
        .onComplete(done -> underWay.decrementAndGet());
  }

  private Future<Answer> work(Call call) {
    ListBody body = call.list(LIST, MAX);
    if (!body.rest().read(rest -> rest.hasNoMembers())) {
      throw new IllegalStateException("body: members nobody refused");
    }
    long end = nanos.getAsLong() + TIME.toNanos();
    List<Entry> entries = new ArrayList<>(body.elements().size());
    return read(call, body.elements(), new Reader(call, entries))
        .compose(read -> call.await(desk.caughtUp(newest(entries))))
        .compose(
            caughtUp -> Turns.each(call, entries, Turns.JUDGED, entry -> judge(call, entry, end)))
        .map(answers -> Answer.of(Answer.JSON, listed(answers)));
  }

  private static Buffer listed(List<Buffer> answers) {
    Buffer all = Buffer.buffer("{\"" + LIST + "\":[");
    String between = "";
    for (Buffer answer : answers) {
      all.appendString(between).appendBuffer(answer);
      between = ",";
    }
    return all.appendString("]}");
  }

  private static Future<List<Boolean>> read(Call call, List<Element> elements, Reader reader) {
    return Turns.each(call, elements, Turns.READ, e -> Future.succeededFuture(reader.add(e)));
  }

  /** The whole batch waits once, for the newest revision any of its entries asks for. */
  private static @Nullable Long newest(List<Entry> entries) {
    Long newest = null;
    for (Entry entry : entries) {
      Long rev = entry.scan == null ? null : entry.scan.minRev();
      newest = rev == null || (newest != null && newest >= rev) ? newest : rev;
    }
    return newest;
  }

  private Future<Buffer> judge(Call call, Entry entry, long end) {
    Scan scan = entry.scan;
    if (scan == null) {
      return Future.succeededFuture(problem(entry.flaw(), call));
    }
    if (nanos.getAsLong() - end > 0) {
      Refused late = Refused.at(ProblemCode.TIMEOUT, entry.path);
      return Future.succeededFuture(problem(late, call));
    }
    return call.await(desk.judge(scan))
        .map(found -> found.orElseThrow(() -> reused(entry)))
        .map(answer -> answers.of(answer, scan.scanner(), entry.receipt))
        .otherwise(failure -> problem(failure, call));
  }

  private static Buffer problem(Throwable failure, Call call) {
    return Problems.entry(failure, call.requestId()).toBuffer();
  }

  private static Refused reused(Entry entry) {
    return Refused.at(ProblemCode.REQUEST_ID_REUSED, entry.path + ".requestId");
  }

  /** An entry that was read, or what is wrong with it. */
  private record Entry(
      String path, @Nullable Scan scan, boolean receipt, @Nullable RuntimeException refusal) {
    private static Entry refused(String path, RuntimeException refusal) {
      return new Entry(path, null, false, refusal);
    }

    private RuntimeException flaw() {
      return refusal == null ? new IllegalStateException("refusal: none of a good entry") : refusal;
    }
  }

  /** Reads entries one by one; the second use of a requestId in one batch is refused. */
  private static final class Reader {
    private final Call call;
    private final List<Entry> entries;
    private final Set<String> requestIds = new HashSet<>();

    private Reader(Call call, List<Entry> entries) {
      this.call = call;
      this.entries = entries;
    }

    private boolean add(Element element) {
      return entries.add(read(element));
    }

    private Entry read(Element element) {
      try {
        ScanBody body = element.read(ScanBody::from);
        return requestIds.add(body.requestId())
            ? new Entry(element.path(), body.by(call, element.path() + '.'), body.receipt(), null)
            : Entry.refused(element.path(), twice(element));
      } catch (BadBody | Refused flaw) {
        return Entry.refused(element.path(), flaw);
      }
    }

    private static Refused twice(Element element) {
      return Refused.at(ProblemCode.FIELD_DUPLICATE, element.path() + ".requestId");
    }
  }
}
