/** What the service costs and bears, measured at real processes and printed as tables. */
@NullMarked
@CheckReturnValue
package org.goldcard.load.table;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
