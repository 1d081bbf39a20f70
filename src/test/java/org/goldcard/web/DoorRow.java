package org.goldcard.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.goldcard.partners.Scope;

/**
 * One row of the table of doors: whom a route lets in, and what it then answers.
 *
 * @param route method and path
 * @param opensTo a scope; {@code open}, {@code local}, {@code credentials}, or {@code holder}
 *     (pages of ours in a browser) where no token is asked
 * @param venue whether its bearer is bound to a venue: {@code required}, {@code refused}, {@code
 *     any}; {@code -} without a token
 * @param side {@code real}, {@code sandbox} or {@code both}
 * @param place where a request may name a place: {@code body}, {@code entry}, {@code query}, {@code
 *     -} for nowhere
 * @param status what a right request is answered with
 */
record DoorRow(String route, String opensTo, String venue, String side, String place, int status) {
  /** The whole table. A route that is not here is open to nobody: the test of the table says so. */
  static final Map<String, DoorRow> TABLE =
      read(
          """
          POST /v1/verifications                       | verify        | required | both    | body  | 200
          POST /v1/verifications/batch                 | verify        | required | both    | entry | 200
          POST /v1/verifications/sync                  | verify        | required | both    | body  | 200
          POST /v1/devices/heartbeat                   | verify        | required | both    | body  | 200
          GET /v1/offline-bundle                       | verify        | required | both    | query | 200
          GET /v1/events                               | verify        | required | real    | -     | 200
          GET /v1/devices/activity                     | verify        | required | real    | -     | 200
          GET /v1/events/changes                       | status        | refused  | both    | -     | 200
          POST /oauth2/introspect                      | introspect    | any      | both    | -     | 200
          POST /v1/cards                               | cards:issue   | refused  | real    | -     | 201
          GET /v1/cards/:number                        | cards:read    | refused  | real    | -     | 200
          POST /v1/cards/:number/suspension            | cards:suspend | refused  | real    | -     | 200
          POST /v1/cards/:number/loss-report           | cards:suspend | refused  | real    | -     | 200
          POST /v1/cards/:number/resumption            | cards:suspend | refused  | real    | -     | 200
          POST /v1/cards/:number/closure               | cards:close   | refused  | real    | -     | 200
          POST /v1/cards/:number/upgrade               | cards:upgrade | refused  | real    | -     | 200
          GET /v1/cards/:number/pass                   | codes         | refused  | real    | -     | 200
          GET /v1/cards/:number/pass.png               | codes         | refused  | real    | -     | 200
          GET /v1/cards/:number/pass.svg               | codes         | refused  | real    | -     | 200
          GET /v1/cards/:number/live-codes             | codes         | refused  | real    | -     | 200
          GET /v1/sandbox/cards                        | sandbox       | any      | sandbox | -     | 200
          GET /v1/sandbox/cards/:number/codes          | sandbox       | any      | sandbox | -     | 200
          GET /card                                    | holder        | -        | real    | -     | 200
          GET /card/code                               | holder        | -        | real    | -     | 200
          GET /card/claim                              | holder        | -        | real    | -     | 200
          GET /card/recover                            | holder        | -        | real    | -     | 200
          GET /card/sign-in                            | holder        | -        | real    | -     | 200
          GET /card/notice                             | holder        | -        | real    | -     | 200
          GET /card/api/facts                          | holder        | -        | real    | -     | 200
          GET /card/api/card                           | holder        | -        | real    | -     | 200
          GET /card/api/codes                          | holder        | -        | real    | -     | 200
          POST /card/api/claims                        | holder        | -        | real    | -     | 200
          POST /card/api/claims/again                  | holder        | -        | real    | -     | 200
          POST /card/api/claims/code                   | holder        | -        | real    | -     | 200
          POST /card/api/claims/passcode               | holder        | -        | real    | -     | 200
          POST /card/api/recoveries                    | holder        | -        | real    | -     | 200
          POST /card/api/sessions                      | holder        | -        | real    | -     | 200
          POST /card/api/sessions/end                  | holder        | -        | real    | -     | 200
          POST /oauth2/token                           | credentials   | -        | real    | -     | 200
          GET /.well-known/jwks.json                   | open          | -        | real    | -     | 200
          GET /sandbox/.well-known/jwks.json           | open          | -        | real    | -     | 200
          GET /.well-known/oauth-authorization-server  | open          | -        | real    | -     | 200
          GET /.well-known/goldcard                    | open          | -        | real    | -     | 200
          GET /v1/status-lists/:n                      | open          | -        | real    | -     | 200
          GET /openapi.json                            | open          | -        | real    | -     | 200
          GET /docs                                    | open          | -        | real    | -     | 200
          GET /docs/start                              | open          | -        | real    | -     | 200
          GET /docs/events                             | open          | -        | real    | -     | 200
          GET /assets/:name                            | open          | -        | real    | -     | 200
          GET /health/live                             | open          | -        | real    | -     | 200
          GET /health/ready                            | open          | -        | real    | -     | 200
          GET /metrics                                 | local         | -        | real    | -     | 200
          """);

  private static Map<String, DoorRow> read(String table) {
    Map<String, DoorRow> rows = new LinkedHashMap<>();
    for (String line : table.strip().split("\n", -1)) {
      String[] of = line.strip().split(" *\\| *", -1);
      int status = Integer.parseInt(of[5]);
      if (rows.put(of[0], new DoorRow(of[0], of[1], of[2], of[3], of[4], status)) != null) {
        throw new IllegalStateException("table: a route twice");
      }
    }
    return rows;
  }

  /** Whether a token is asked for. */
  boolean isGuarded() {
    return !venue.equals("-");
  }

  /** The scope of a guarded route. */
  Scope scope() {
    return Scope.parse(opensTo).orElseThrow();
  }

  String method() {
    return route.substring(0, route.indexOf(' '));
  }

  String path() {
    return route.substring(route.indexOf(' ') + 1);
  }

  /** What a right request is answered with, as a text. */
  String right() {
    return Integer.toString(status);
  }

  /** What a caller bound to a venue is answered. */
  String bound() {
    return venue.equals("refused") ? "403 VENUE_BOUND" : right();
  }

  /** What a caller bound to no venue is answered. */
  String free() {
    return venue.equals("required") ? "403 VENUE_MISSING" : right();
  }

  /** What a caller from the other side of the sandbox is answered. */
  String otherSide() {
    return switch (side) {
      case "real" -> "403 NOT_IN_SANDBOX";
      case "sandbox" -> "403 SANDBOX_ONLY";
      default -> right();
    };
  }
}
