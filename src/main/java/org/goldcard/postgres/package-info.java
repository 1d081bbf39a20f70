/** The ports on PostgreSQL, the system of record. */
@NullMarked
@CheckReturnValue
package org.goldcard.postgres;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
