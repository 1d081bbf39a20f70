/** What remains of a scan: its record, on its way from the node to the database, and how long. */
@NullMarked
@CheckReturnValue
package org.goldcard.records;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
