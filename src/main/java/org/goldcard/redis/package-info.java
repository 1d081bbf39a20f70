/** Redis: carries the status feed and remembers scans; never the truth of anything. */
@NullMarked
@CheckReturnValue
package org.goldcard.redis;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
