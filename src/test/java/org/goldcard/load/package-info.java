/**
 * A load generator whose latencies omit nothing, and requests for it, each with a code of its own.
 */
@NullMarked
@CheckReturnValue
package org.goldcard.load;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
