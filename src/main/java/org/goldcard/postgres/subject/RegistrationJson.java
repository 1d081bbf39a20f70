package org.goldcard.postgres.subject;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.goldcard.partners.Client;
import org.goldcard.partners.ClientRegistry.Registration;
import org.goldcard.partners.Scope;
import org.goldcard.status.subject.Subject;
import org.jspecify.annotations.Nullable;

/** How the registration of a client and the body of its subject become each other. */
final class RegistrationJson {
  /** The member that no audit row repeats. */
  static final String SECRET = "secretHash";

  private RegistrationJson() {}

  static String write(Registration registration) {
    Client client = registration.client();
    JsonArray scopes = new JsonArray(client.scopes().stream().map(Scope::text).sorted().toList());
    JsonObject body = new JsonObject().put("name", client.name()).put("scopes", scopes);
    put(body, "venue", client.venueId());
    put(body, "checkpoint", client.checkpoint());
    Instant end = client.expiresAt();
    put(body, "expiresAt", end == null ? null : end.toString());
    return body.put("attended", client.attended()).put(SECRET, registration.secretHash()).encode();
  }

  /** A scope this version does not know grants nothing. */
  static Registration read(Subject subject) {
    JsonObject body = new JsonObject(subject.body());
    Set<Scope> scopes =
        body.getJsonArray("scopes").stream()
            .flatMap(text -> Scope.parse(String.valueOf(text)).stream())
            .collect(Collectors.toUnmodifiableSet());
    Client client =
        new Client(
            subject.name(),
            body.getString("name"),
            scopes,
            body.getString("venue"),
            body.getString("checkpoint"),
            body.getBoolean("attended"),
            Optional.ofNullable(body.getString("expiresAt")).map(Instant::parse).orElse(null));
    return new Registration(client, body.getString(SECRET), subject.word().version());
  }

  private static void put(JsonObject body, String name, @Nullable String value) {
    if (value != null) {
      body.put(name, value);
    }
  }
}
