/** Practice before a node opens: scans of nobody, so that the code is compiled when people come. */
@NullMarked
@CheckReturnValue
package org.goldcard.wiring.practice;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
