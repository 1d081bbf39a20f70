/** Keys through the status feed: announced by whoever makes them, followed by every node. */
@NullMarked
@CheckReturnValue
package org.goldcard.status.keys;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
