package org.goldcard.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.goldcard.partners.Client;
import org.goldcard.partners.ClientRegistry;
import org.goldcard.partners.Scope;
import org.goldcard.postgres.store.Database;
import org.goldcard.postgres.store.Rows;

/** The registry of clients in PostgreSQL. */
public final class PostgresClientRegistry implements ClientRegistry {
  private final Database database;
  private final InstantSource clock;

  /** A registry in a database. */
  public PostgresClientRegistry(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Future<Optional<Registration>> find(String clientId) {
    return database
        .query(
            "select id, name, scopes, venue_id, checkpoint, attended, secret_hash, expires_at"
                + " from client where id = $1",
            Tuple.of(clientId))
        .map(rows -> rows.stream().findFirst().map(PostgresClientRegistry::registration));
  }

  @Override
  public Future<Void> put(Registration registration) {
    Client client = registration.client();
    String[] scopes = client.scopes().stream().map(Scope::text).sorted().toArray(String[]::new);
    return database
        .query(
            "insert into client (id, name, scopes, venue_id, checkpoint, attended, secret_hash,"
                + " expires_at, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
                + " on conflict (id) do update set name = $2, scopes = $3, venue_id = $4,"
                + " checkpoint = $5, attended = $6, secret_hash = $7, expires_at = $8,"
                + " recorded_at = $9",
            Tuple.tuple()
                .addString(client.id())
                .addString(client.name())
                .addArrayOfString(scopes)
                .addString(client.venueId())
                .addString(client.checkpoint())
                .addBoolean(client.attended())
                .addString(registration.secretHash())
                .addOffsetDateTime(Rows.timeOrNull(client.expiresAt()))
                .addOffsetDateTime(Rows.time(clock.instant())))
        .mapEmpty();
  }

  private static Registration registration(Row row) {
    Set<Scope> scopes =
        Arrays.stream(row.getArrayOfStrings("scopes"))
            .map(Scope::parse)
            .flatMap(Optional::stream)
            .collect(Collectors.toSet());
    Client client =
        new Client(
            row.getString("id"),
            row.getString("name"),
            scopes,
            row.getString("venue_id"),
            row.getString("checkpoint"),
            row.getBoolean("attended"),
            Rows.instantOrNull(row, "expires_at"));
    return new Registration(client, row.getString("secret_hash"));
  }
}
