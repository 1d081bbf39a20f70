/** The adapter against real PostgreSQL. */
@NullMarked
@CheckReturnValue
package org.goldcard.postgres;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
