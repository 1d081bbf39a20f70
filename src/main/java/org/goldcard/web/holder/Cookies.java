package org.goldcard.web.holder;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.goldcard.accounts.session.SessionStore.SignedIn;
import org.goldcard.web.Answer;
import org.goldcard.web.Call;
import org.jspecify.annotations.Nullable;

/**
 * The two cookies of the talent's pages. Of this host and its whole path alone, never over plain
 * HTTP, never seen by scripts, never sent from other sites ({@code __Host-}, RFC 6265bis).
 */
final class Cookies {
  private static final String SESSION = "__Host-goldcard";
  private static final String CLAIM = "__Host-goldcard-claim";
  private static final String HEADER = "Set-Cookie";

  private Cookies() {}

  static Optional<String> claim(Call call) {
    return call.cookie(CLAIM);
  }

  static Optional<String> session(Call call) {
    return call.cookie(SESSION);
  }

  static Answer withClaim(Answer answer, String handle, Duration life) {
    return answer.with(HEADER, cookie(CLAIM, handle, life));
  }

  static Answer withSession(Answer answer, String cookie, Duration life) {
    return answer.with(HEADER, cookie(SESSION, cookie, life));
  }

  static Answer withoutSession(Answer answer) {
    return answer.with(HEADER, cookie(SESSION, "", Duration.ZERO));
  }

  private static String cookie(String name, String value, Duration life) {
    return name
        + "="
        + value
        + "; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age="
        + life.toSeconds();
  }

  /** Answers a browser that is signed in; any other is told that it is not. */
  static Future<Answer> signedIn(
      Call call, HolderServices services, Function<SignedIn, Future<Answer>> answer) {
    Optional<String> shown = session(call);
    if (shown.isEmpty()) {
      return Future.succeededFuture(Words.SIGNED_OUT.answer());
    }
    return services
        .sessions()
        .find(shown.get())
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(withoutSession(Words.SIGNED_OUT_HERE.answer()))
                    : answer
                        .apply(found.get().signedIn())
                        .map(
                            a ->
                                followed(
                                    a, found.get().follows(), found.get().signedIn(), services)));
  }

  private static Answer followed(
      Answer answer, @Nullable String follows, SignedIn signedIn, HolderServices services) {
    Instant now = services.clock().instant();
    return follows == null
        ? answer
        : withSession(answer, follows, Duration.between(now, signedIn.endsAt()));
  }
}
