/** Webhooks, what waits for their receivers and which cards concern whom, on PostgreSQL. */
@NullMarked
@CheckReturnValue
package org.goldcard.postgres.webhook;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
