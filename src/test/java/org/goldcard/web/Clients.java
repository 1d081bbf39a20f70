package org.goldcard.web;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.goldcard.card.Actor;
import org.goldcard.card.Instruction;
import org.goldcard.partners.Client;
import org.goldcard.partners.ClientRegistry;
import org.goldcard.partners.NodeAssertionMemory;
import org.goldcard.partners.ProveClient;
import org.goldcard.partners.Scope;
import org.goldcard.token.assertion.AssertionReader;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.token.secret.Secrets;
import org.jspecify.annotations.Nullable;

/** The clients of record in memory. */
final class Clients implements ClientRegistry {
  private final Map<String, Registration> clients = new HashMap<>();

  @Override
  public synchronized Future<Optional<Registration>> find(String clientId) {
    return Future.succeededFuture(Optional.ofNullable(clients.get(clientId)));
  }

  @Override
  public synchronized Future<Void> put(Registration registration, Instruction by) {
    clients.put(registration.client().id(), registration);
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<List<Standing>> list() {
    return Future.succeededFuture(
        clients.values().stream().map(r -> new Standing(r, true)).toList());
  }

  @Override
  public synchronized Future<Change> alter(
      String clientId,
      String action,
      Instruction by,
      Function<Registration, Optional<Registration>> decide) {
    Registration before = clients.get(clientId);
    Optional<Registration> after = Optional.ofNullable(before).flatMap(decide);
    after.ifPresent(registration -> clients.put(clientId, registration));
    Change refused = before == null ? Change.UNKNOWN : Change.REFUSED;
    return Future.succeededFuture(after.isPresent() ? Change.DONE : refused);
  }

  @Override
  public synchronized Future<Boolean> withdraw(String clientId, Instruction by) {
    return Future.succeededFuture(clients.remove(clientId) != null);
  }

  @Override
  public synchronized Future<Boolean> endTokens(String clientId, Instruction by) {
    return Future.succeededFuture(clients.containsKey(clientId));
  }

  /** What finds out which of these clients it is that asks for a token. */
  ProveClient proofs(KeyRing ring, Issuer issuer, InstantSource clock) {
    Set<String> audiences = Set.of(issuer.uri(), issuer.uri() + "/oauth2/token");
    return new ProveClient(
        this,
        new AssertionReader(ring::signatures, audiences, clock),
        new NodeAssertionMemory(1000, () -> 0),
        clock);
  }

  /** Records a client without a venue. */
  Future<Void> add(String id, String secret, Set<Scope> scopes, @Nullable Instant end) {
    Client client = new Client(id, id, scopes, null, null, false, end);
    Actor test = new Actor(Actor.Kind.SYSTEM, "test");
    return put(new Registration(client, Secrets.hash(secret)), Instruction.of(test, ""));
  }
}
