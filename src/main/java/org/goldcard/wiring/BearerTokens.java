package org.goldcard.wiring;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.goldcard.partners.Access;
import org.goldcard.partners.Scopes;
import org.goldcard.partners.terms.Terms;
import org.goldcard.token.access.AccessGrant;
import org.goldcard.token.access.AccessReader;
import org.goldcard.token.access.AccessTokens;
import org.goldcard.token.access.VerifiedAccess;
import org.goldcard.token.jws.SignedText;

/**
 * What partners are granted, as access tokens. The signature of a token is checked once and
 * remembered by {@link AccessReader}; its time, its key and whether its client may still act are
 * checked on every reading. Safe from any thread; never blocks.
 */
public final class BearerTokens implements org.goldcard.web.AccessTokens {
  private static final int SETS = 1000;

  private final Map<Set<String>, Scopes> read = new ConcurrentHashMap<>();
  private final AccessTokens signer;
  private final AccessReader reader;
  private final Admission admission;

  /**
   * Signs by one and reads by the other.
   *
   * @param admission asked on every reading of a genuine token
   */
  public BearerTokens(AccessTokens signer, AccessReader reader, Admission admission) {
    this.signer = signer;
    this.reader = reader;
    this.admission = admission;
  }

  @Override
  public String sign(Access access) {
    AccessGrant grant =
        new AccessGrant(
            access.clientId(),
            access.scopeTexts(),
            access.venueId(),
            access.checkpoint(),
            access.attended(),
            access.version());
    return signer.issue(grant, access.expiresAt()).text();
  }

  @Override
  public Optional<Access> remembered(String token) {
    return reader.remembered(new SignedText(token)).map(this::access).flatMap(admission::admit);
  }

  @Override
  public Optional<String> claimed(String token) {
    return reader.claimed(new SignedText(token)).filter(this::mayAct);
  }

  /** Whether a client may act at all, whatever its token says of it. */
  private boolean mayAct(String client) {
    Access any = new Access(client, Set.of(), null, null, false, Instant.MAX, Integer.MAX_VALUE);
    return admission.admit(any).isPresent();
  }

  @Override
  public Optional<Access> read(String token) {
    return reader.read(new SignedText(token)).token().map(this::access).flatMap(admission::admit);
  }

  /** A scope this version does not know grants nothing; the same few sets come again and again. */
  private Scopes scopes(Set<String> texts) {
    Scopes known = read.get(texts);
    if (known == null) {
      known = Scopes.known(texts);
      if (read.size() < SETS) {
        read.put(texts, known);
      }
    }
    return known;
  }

  private Access access(VerifiedAccess verified) {
    AccessGrant grant = verified.grant();
    Scopes scopes = scopes(grant.scopes());
    return new Access(
        grant.clientId(),
        scopes.all(),
        grant.venue(),
        grant.checkpoint(),
        grant.attended(),
        verified.expiresAt(),
        grant.version(),
        scopes.reach(),
        Terms.NONE);
  }

  /** Says whether the client of a genuine token may still act, and on which terms. */
  @FunctionalInterface
  public interface Admission {
    /**
     * The access on the terms of its client now; empty when it may not act. Answers from memory:
     * every request waits for it.
     */
    Optional<Access> admit(Access genuine);
  }
}
