/** Joins what operators look at: health and figures of a node. */
@NullMarked
@CheckReturnValue
package org.goldcard.wiring.operation;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
