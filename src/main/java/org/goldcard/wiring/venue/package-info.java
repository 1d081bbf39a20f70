/** Joins the venues of record with what a scan asks of them. */
@NullMarked
@CheckReturnValue
package org.goldcard.wiring.venue;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
