package org.goldcard.web.api.offline;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.goldcard.partners.Scope;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;
import org.goldcard.web.ProblemCode;
import org.goldcard.web.Refused;
import org.goldcard.web.api.published.Shared;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/offline-bundle}: everything a scanner needs to judge without a network, signed for
 * the client that asks. {@code since=<epoch>.<rev>} asks for what changed since a state; the answer
 * is whole where that is no longer known. {@code form=file} is for closed networks; {@code venue}
 * names the venue of a client that scans in an area.
 */
public final class BundleRoute implements ApiRoute {
  /** How many bundles are made at once or wait for it; more are asked to come again. */
  static final int AT_ONCE = 64;

  static final String TYPE = "application/goldcard-bundle+jwt";

  private static final Pattern SINCE = Pattern.compile("(\\d{1,18})\\.(\\d{1,18})");

  private final Bundles bundles;
  private final AtomicInteger making = new AtomicInteger();

  /** Hands out bundles. */
  public BundleRoute(Bundles bundles) {
    this.bundles = bundles;
  }

  @Override
  public Endpoint endpoint() {
    return new Endpoint(
        HttpMethod.GET,
        "/v1/offline-bundle",
        Endpoint.Door.VENUE,
        Scope.VERIFY,
        Endpoint.Body.NONE,
        Set.of("since", "form", "venue"),
        false);
  }

  @Override
  public Future<Answer> answer(Call call) {
    Bundles.Prepared bundle =
        bundles.prepare(wish(call)).orElseThrow(() -> Refused.of(ProblemCode.NOT_READY));
    if (Shared.isKnown(call, bundle.etag())) {
      return Future.succeededFuture(tagged(Answer.empty(304), bundle));
    }
    if (making.incrementAndGet() > AT_ONCE) {
      making.decrementAndGet();
      throw Refused.with(ProblemCode.OVERLOADED, "Retry-After", "2");
    }
    return bundle
        .text()
        .get()
        .onComplete(done -> making.decrementAndGet())
        .map(text -> tagged(Answer.of(TYPE, Buffer.buffer(text)), bundle));
  }

  private static Answer tagged(Answer answer, Bundles.Prepared bundle) {
    return answer.with("ETag", bundle.etag()).with("Cache-Control", "private, no-cache");
  }

  private static Bundles.Wish wish(Call call) {
    String venueId = call.place(call.query("venue").orElse(null), null, "query.").venue();
    Optional<String> form = call.query("form");
    if (form.isPresent() && !form.get().equals("file")) {
      throw Refused.at(ProblemCode.FIELD_VALUE, "query.form");
    }
    Bundles.Since since = call.query("since").map(BundleRoute::since).orElse(null);
    if (since != null && form.isPresent()) {
      throw Refused.at(ProblemCode.FIELD_VALUE, "query.since");
    }
    return new Bundles.Wish(call.access().clientId(), venueId, since, form.isPresent());
  }

  private static Bundles.@Nullable Since since(String text) {
    Matcher matcher = SINCE.matcher(text);
    if (!matcher.matches()) {
      throw Refused.at(ProblemCode.FIELD_VALUE, "query.since");
    }
    return new Bundles.Since(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
  }
}
