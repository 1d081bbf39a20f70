package org.goldcard.partners;

import java.util.function.Function;

/** What came of a client's wish for access: an {@link Access}, or an expected refusal. */
public sealed interface GrantAnswer permits GrantAnswer.Granted, GrantAnswer.Denied {
  /** One of the two, as one result. */
  <R> R fold(Function<Access, R> onGranted, Function<Denial, R> onDenied);

  /**
   * Access was granted.
   *
   * @param access what the token is to say
   */
  record Granted(Access access) implements GrantAnswer {
    @Override
    public <R> R fold(Function<Access, R> onGranted, Function<Denial, R> onDenied) {
      return onGranted.apply(access);
    }
  }

  /**
   * Access was denied.
   *
   * @param denial why
   */
  record Denied(Denial denial) implements GrantAnswer {
    @Override
    public <R> R fold(Function<Access, R> onGranted, Function<Denial, R> onDenied) {
      return onDenied.apply(denial);
    }
  }

  /** Why access was denied (RFC 6749 section 5.2). */
  enum Denial {
    /** No such client, a wrong secret, or a credential that ended: all alike. */
    INVALID_CLIENT,
    /** The client is who it says, but calls from where it may not. */
    WRONG_ADDRESS,
    /** A scope that does not exist or that the client was not given. */
    INVALID_SCOPE
  }
}
