package org.goldcard.postgres.subject;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.goldcard.partners.Client;
import org.goldcard.partners.ClientRegistry.Owner;
import org.goldcard.partners.ClientRegistry.Registration;
import org.goldcard.partners.Credentials;
import org.goldcard.partners.Scopes;
import org.goldcard.status.subject.Subject;
import org.goldcard.token.assertion.ClientJwk;
import org.jspecify.annotations.Nullable;

/** How the registration of a client and the body of its subject become each other. */
final class RegistrationJson {
  private static final String SECRETS = "secrets";
  private static final String OLD_SECRET = "secretHash";
  private static final String END = "expiresAt";

  private RegistrationJson() {}

  /**
   * The body of a registration.
   *
   * @param tokensFrom the version from which on tokens count; null for the one to be written
   * @param before the subject until now; null for a new one
   */
  static String write(
      Registration registration,
      @Nullable Integer tokensFrom,
      SealedContacts contacts,
      @Nullable Subject before) {
    Client client = registration.client();
    JsonArray scopes = new JsonArray(List.copyOf(client.scopeTexts()));
    JsonObject body = new JsonObject().put("name", client.name()).put("scopes", scopes);
    put(body, "venue", client.venueId());
    put(body, "checkpoint", client.checkpoint());
    putEnd(body, client.expiresAt());
    body.put("attended", client.attended());
    String organisation = registration.owner().organisation();
    put(body, "organisation", organisation.isEmpty() ? null : organisation);
    JsonObject old = before == null ? null : new JsonObject(before.body());
    contacts.write(body, registration.owner().contacts(), old);
    TermsJson.write(body, client.terms());
    body.put(SECRETS, secrets(registration.credentials()));
    if (!registration.credentials().keys().isEmpty()) {
      body.put("keys", keys(registration.credentials()));
    }
    return (tokensFrom == null ? body : body.put("tokensFrom", tokensFrom)).encode();
  }

  private static JsonArray secrets(Credentials credentials) {
    JsonArray all = new JsonArray();
    for (Credentials.Secret one : credentials.secrets()) {
      all.add(putEnd(new JsonObject().put("hash", one.hash()), one.expiresAt()));
    }
    return all;
  }

  private static JsonArray keys(Credentials credentials) {
    JsonArray all = new JsonArray();
    for (Credentials.Key one : credentials.keys()) {
      all.add(putEnd(new JsonObject().put("jwk", one.jwk().json()), one.expiresAt()));
    }
    return all;
  }

  /** A scope this version does not know grants nothing. */
  static Registration read(Subject subject, SealedContacts contacts) {
    JsonObject body = new JsonObject(subject.body());
    Scopes scopes =
        Scopes.known(body.getJsonArray("scopes").stream().map(String::valueOf).toList());
    Client client =
        new Client(
            subject.name(),
            body.getString("name"),
            scopes.all(),
            body.getString("venue"),
            body.getString("checkpoint"),
            body.getBoolean("attended"),
            end(body),
            TermsJson.read(body, scopes.reach()));
    int version = subject.word().version();
    int tokensFrom = body.getInteger("tokensFrom", version);
    return new Registration(client, credentials(body), owner(body, contacts), tokensFrom, version);
  }

  private static Credentials credentials(JsonObject body) {
    List<Credentials.Secret> secrets = new ArrayList<>();
    objects(body, SECRETS).forEach(o -> secrets.add(secret(o)));
    Optional.ofNullable(body.getString(OLD_SECRET))
        .ifPresent(hash -> secrets.add(new Credentials.Secret(hash, null)));
    List<Credentials.Key> keys = new ArrayList<>();
    objects(body, "keys").forEach(o -> keys.add(key(o)));
    return new Credentials(secrets, keys);
  }

  private static Credentials.Secret secret(JsonObject one) {
    return new Credentials.Secret(one.getString("hash"), end(one));
  }

  private static Credentials.Key key(JsonObject one) {
    return new Credentials.Key(ClientJwk.read(one.getString("jwk")), end(one));
  }

  private static Owner owner(JsonObject body, SealedContacts contacts) {
    return new Owner(body.getString("organisation", ""), contacts.read(body));
  }

  /** What an audit row may repeat: no hash of a secret and nobody's address. */
  static JsonObject audited(String body) {
    JsonObject told = new JsonObject(body);
    told.remove(SECRETS);
    told.remove(OLD_SECRET);
    told.remove(SealedContacts.MEMBER);
    return told;
  }

  private static List<JsonObject> objects(JsonObject body, String name) {
    return body.getJsonArray(name, new JsonArray()).stream().map(one -> (JsonObject) one).toList();
  }

  private static @Nullable Instant end(JsonObject from) {
    return Optional.ofNullable(from.getString(END)).map(Instant::parse).orElse(null);
  }

  @CanIgnoreReturnValue
  private static JsonObject putEnd(JsonObject to, @Nullable Instant end) {
    put(to, END, end == null ? null : end.toString());
    return to;
  }

  private static void put(JsonObject body, String name, @Nullable String value) {
    if (value != null) {
      body.put(name, value);
    }
  }
}
