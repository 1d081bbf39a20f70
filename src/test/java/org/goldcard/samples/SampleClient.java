package org.goldcard.samples;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.goldcard.card.Actor;
import org.goldcard.card.Instruction;
import org.goldcard.partners.Client;
import org.goldcard.partners.ClientRegistry;
import org.goldcard.partners.Credentials;
import org.goldcard.partners.Scope;
import org.goldcard.postgres.store.Database;
import org.goldcard.postgres.store.DatabaseSettings;
import org.goldcard.postgres.subject.PostgresClientRegistry;
import org.goldcard.postgres.subject.PostgresSubjectLedger;
import org.goldcard.testbed.Town;
import org.goldcard.testkit.Awaited;
import org.goldcard.token.assertion.ClientJwk;
import org.goldcard.token.secret.Secrets;

/** A partner's client in the middle of a rotation: two secrets count, and a key. */
final class SampleClient {
  private static final String ID = "gate-1";
  private static final String SECRET = "k2vXb0s8ZlqYh3Yw5t1rBqOa7cJmUeNf";
  private static final String NEXT = "u9TfWc3Lr6HxPz0dQ1yEoKs4gVbMjAi2";

  private final ECKey key;
  private final Path keyFile;

  SampleClient(Path home) throws JOSEException, IOException {
    this.key = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
    this.keyFile = home.resolve("client-key.pem");
    String body =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
            .encodeToString(key.toPrivateKey().getEncoded());
    String pem = "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
    Files.writeString(keyFile, pem);
  }

  /** Records it in a town that has no node yet. */
  void register(Town town) {
    Vertx vertx = Vertx.vertx();
    Database database = new Database(vertx, DatabaseSettings.of(town.databaseUrl()));
    PostgresClientRegistry clients =
        new PostgresClientRegistry(new PostgresSubjectLedger(database, Clock.systemUTC()));
    Set<Scope> scopes = Set.of(Scope.VERIFY, Scope.INTROSPECT);
    Client client = new Client(ID, ID, scopes, "JN-TAX-LIXIA", "JN-TAX-LIXIA-1", true, null);
    Credentials credentials =
        new Credentials(
            List.of(
                new Credentials.Secret(Secrets.hash(NEXT), null),
                new Credentials.Secret(Secrets.hash(SECRET), null)),
            List.of(new Credentials.Key(ClientJwk.read(key.toPublicJWK().toJSONString()), null)));
    var registration =
        new ClientRegistry.Registration(client, credentials, ClientRegistry.Owner.UNKNOWN);
    Instruction by = Instruction.of(new Actor(Actor.Kind.SYSTEM, "town"), "founding");
    Future<Void> put = clients.put(registration, by);
    Awaited.result(put.compose(done -> database.close()).compose(d -> vertx.close()).map("done"));
  }

  /** What the samples are told. */
  Map<String, String> environment(int port) {
    return Map.of(
        "GOLDCARD_URL",
        "http://127.0.0.1:" + port,
        "GOLDCARD_CLIENT",
        ID,
        "GOLDCARD_SECRET",
        SECRET,
        "GOLDCARD_SECRET_NEXT",
        NEXT,
        "GOLDCARD_KEY",
        keyFile.toString(),
        "GOLDCARD_KID",
        "k1");
  }
}
