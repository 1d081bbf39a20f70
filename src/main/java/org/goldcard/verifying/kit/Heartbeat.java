package org.goldcard.verifying.kit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.goldcard.token.json.JsonTree;
import org.jspecify.annotations.Nullable;

/** Tells the service that this device lives, and learns how far its clock is off. */
final class Heartbeat {
  private static final String PATH = "/v1/devices/heartbeat";
  private static final Duration SURE = Duration.ofSeconds(2);

  private Heartbeat() {}

  /**
   * How far the clock is behind the service's; zero while that is less than the way there and back
   * may explain, null when the service does not say.
   */
  static @Nullable Duration behind(Web web, InstantSource clock) {
    Instant sent = clock.instant();
    String json = "{\"sentAt\":\"" + sent.truncatedTo(ChronoUnit.MILLIS) + "\"}";
    Web.Reply reply = web.post(PATH, json);
    if (reply.status() != 200) {
      return null;
    }
    Duration way = Duration.between(sent, clock.instant());
    try {
      JsonTree answer = JsonTree.parse(reply.body().getBytes(StandardCharsets.UTF_8));
      double seconds = answer.path("skew").decimal().doubleValue();
      // The service says how far the clock is ahead, and cannot know what the way there took.
      Duration ahead = Duration.ofMillis(Math.round(seconds * 1000)).plus(way.dividedBy(2));
      return ahead.abs().compareTo(SURE) < 0 ? Duration.ZERO : ahead.negated();
    } catch (IOException e) {
      return null;
    }
  }
}
