package org.goldcard.token.secret;

import org.jspecify.annotations.Nullable;

/** An encrypted field does not open: changed, copied from another field, or its key is missing. */
public final class FieldUnreadable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FieldUnreadable(String field, @Nullable Throwable cause) {
    super(field + ": does not decrypt with the keys at hand", cause);
  }
}
