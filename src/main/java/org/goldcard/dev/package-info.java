/** The embedded default: servers of its own, secrets made on the first start, demo data. */
@NullMarked
@CheckReturnValue
package org.goldcard.dev;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
