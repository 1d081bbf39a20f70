/** Subjects of the feed on PostgreSQL: clients and what else nodes hold in memory. */
@NullMarked
@CheckReturnValue
package org.goldcard.postgres.subject;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
