/** Pushes events to the receivers of partners, whose addresses it does not trust. */
@NullMarked
@CheckReturnValue
package org.goldcard.messaging.webhook;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
