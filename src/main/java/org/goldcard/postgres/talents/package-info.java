/** Talents of record on PostgreSQL, their documents sealed. */
@NullMarked
@CheckReturnValue
package org.goldcard.postgres.talents;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
