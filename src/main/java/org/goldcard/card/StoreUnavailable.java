package org.goldcard.card;

/**
 * The store of record cannot be reached, is too slow, or is not the primary. Whether a change under
 * way was recorded is unknown: repeat it under its retry key. The message holds no personal data.
 */
public final class StoreUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what went wrong. */
  public StoreUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
