/** Load and what it costs: an open-loop generator, yardsticks, a peer, and the tables they fill. */
@NullMarked
@CheckReturnValue
package org.goldcard.load;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
