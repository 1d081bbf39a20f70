/** What all stores on PostgreSQL share: connections, transactions, rows, the feed and the audit. */
@NullMarked
@CheckReturnValue
package org.goldcard.postgres.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
