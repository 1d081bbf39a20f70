package org.goldcard.partners;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.goldcard.partners.ClientRegistry.Registration;
import org.goldcard.token.assertion.AssertionReader;
import org.goldcard.token.assertion.ClientJwk;
import org.goldcard.token.assertion.VerifiedAssertion;
import org.goldcard.token.secret.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which client it is that shows a secret (RFC 6749 section 2.3.1) or an assertion (RFC
 * 7523 section 2.2). Unknown, wrong, ended and used before are one answer: nobody.
 */
public final class ProveClient {
  /** The hash of no secret: compared with when there is no client. */
  private static final String NOBODY = "A".repeat(43);

  private final ClientRegistry clients;
  private final AssertionReader assertions;
  private final AssertionMemory memory;
  private final InstantSource clock;

  /** Proves against a registry. */
  public ProveClient(
      ClientRegistry clients,
      AssertionReader assertions,
      AssertionMemory memory,
      InstantSource clock) {
    this.clients = clients;
    this.assertions = assertions;
    this.memory = memory;
    this.clock = clock;
  }

  /** The client that shows this; empty for nobody. */
  public Future<Optional<Proven>> prove(Proof proof) {
    String assertion = proof.assertion();
    if (assertion == null) {
      String secret = proof.secret() == null ? "" : proof.secret();
      String id = proof.clientId() == null ? "" : proof.clientId();
      return clients.find(id).map(found -> bySecret(found, secret));
    }
    Optional<String> claimed = assertions.claimedClient(assertion);
    boolean same = proof.clientId() == null || claimed.map(proof.clientId()::equals).orElse(false);
    return claimed.isPresent() && same
        ? clients.find(claimed.get()).compose(found -> byAssertion(found, assertion))
        : Future.succeededFuture(Optional.empty());
  }

  /** Every secret is compared, and one where there is none, so that each answer costs the same. */
  private Optional<Proven> bySecret(Optional<Registration> found, String secret) {
    Instant now = clock.instant();
    List<Credentials.Secret> secrets =
        found
            .map(r -> r.credentials().secrets())
            .filter(known -> !known.isEmpty())
            .orElse(List.of(new Credentials.Secret(NOBODY, null)));
    Credentials.Secret right = null;
    for (Credentials.Secret one : secrets) {
      boolean matches = Secrets.matches(secret, one.hash());
      right = matches && one.countsAt(now) ? one : right;
    }
    Credentials.Secret shown = right;
    return shown == null ? Optional.empty() : found.flatMap(r -> proven(r, shown.expiresAt(), now));
  }

  private Future<Optional<Proven>> byAssertion(Optional<Registration> found, String assertion) {
    Instant now = clock.instant();
    Optional<VerifiedAssertion> read = found.flatMap(r -> read(r, assertion, now));
    Optional<Proven> proven = read.flatMap(a -> proven(found.orElseThrow(), a.kid(), now));
    if (read.isEmpty() || proven.isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    VerifiedAssertion one = read.get();
    return memory
        .isFirst(one.clientId(), one.id(), Duration.between(now, one.until()))
        .map(first -> first ? proven : Optional.empty());
  }

  private Optional<VerifiedAssertion> read(Registration found, String assertion, Instant now) {
    List<ClientJwk> keys =
        found.credentials().keys().stream()
            .filter(key -> key.countsAt(now))
            .map(Credentials.Key::jwk)
            .toList();
    return assertions.read(assertion, found.client().id(), keys);
  }

  private static Optional<Proven> proven(Registration found, String kid, Instant now) {
    return found.credentials().keys().stream()
        .filter(key -> key.jwk().kid().equals(kid) && key.countsAt(now))
        .findFirst()
        .flatMap(key -> proven(found, key.expiresAt(), now));
  }

  private static Optional<Proven> proven(
      Registration found, @Nullable Instant credentialEnd, Instant now) {
    Instant own = found.client().expiresAt();
    boolean over = own != null && !now.isBefore(own);
    Instant end =
        own == null || (credentialEnd != null && credentialEnd.isBefore(own)) ? credentialEnd : own;
    return over ? Optional.empty() : Optional.of(new Proven(found, end));
  }

  /**
   * A client that proved itself.
   *
   * @param registration the client as registered
   * @param endsAt when it or what it showed ends; null when neither does
   */
  public record Proven(Registration registration, @Nullable Instant endsAt) {}
}
