/** The records of scans on PostgreSQL: months, secrets of months, counts. */
@NullMarked
@CheckReturnValue
package org.goldcard.postgres.scans;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
