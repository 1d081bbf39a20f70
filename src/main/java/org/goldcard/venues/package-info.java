/** The venue tree: places, agreements, checkpoints, and what a scan at each of them may grant. */
@NullMarked
@CheckReturnValue
package org.goldcard.venues;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
