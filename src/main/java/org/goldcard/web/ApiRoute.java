package org.goldcard.web;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.goldcard.partners.Access;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint: what it takes, and what it answers. Routes hold no state of a request; {@link
 * #answer} runs on an event loop and never blocks. An expected refusal is an answer; a thrown
 * {@link Refused} or {@link org.goldcard.web.json.BadBody} becomes a problem.
 */
public interface ApiRoute {
  /** What it takes and from whom. */
  Endpoint endpoint();

  /** Answers a request that was admitted, with its body read. */
  Future<Answer> answer(Call call);

  /**
   * One endpoint outside and inside the sandbox. Whoever has no side of an endpoint is refused, so
   * nothing that is not made for the sandbox is ever reached from it.
   *
   * @param real answers everyone else; null where only the sandbox has it
   * @param sandbox answers clients of the sandbox; null where the sandbox has nothing of the kind
   */
  record Sides(@Nullable ApiRoute real, @Nullable ApiRoute sandbox) {
    /** Joins the routes of both sides, in the order of the real ones. */
    static List<Sides> of(List<ApiRoute> real, List<ApiRoute> sandbox) {
      Map<String, ApiRoute> inside = new LinkedHashMap<>();
      for (ApiRoute route : sandbox) {
        if (route.endpoint().scope() == null || inside.put(name(route), route) != null) {
          throw new IllegalArgumentException("sandbox: open, or one endpoint twice");
        }
      }
      List<Sides> all = new ArrayList<>();
      for (ApiRoute route : real) {
        all.add(new Sides(route, inside.remove(name(route))));
      }
      inside.values().forEach(route -> all.add(new Sides(null, route)));
      return all;
    }

    private static String name(ApiRoute route) {
      return route.endpoint().method() + " " + route.endpoint().path();
    }

    Endpoint endpoint() {
      ApiRoute either = real == null ? sandbox : real;
      if (either == null) {
        throw new IllegalStateException("real, sandbox: neither");
      }
      return either.endpoint();
    }

    /** The answer of a side, marked where it is about nothing real. */
    Answer marked(ApiRoute side, Answer answer) {
      return side == sandbox ? answer.with("Goldcard-Sandbox", "true") : answer;
    }

    /** Who answers a caller; null for whoever needs no access. */
    ApiRoute of(@Nullable Access access) {
      boolean inside = access != null && access.terms().sandbox();
      ApiRoute side = inside ? sandbox : real;
      if (side == null) {
        throw Refused.of(inside ? ProblemCode.NOT_IN_SANDBOX : ProblemCode.SANDBOX_ONLY);
      }
      return side;
    }
  }
}
