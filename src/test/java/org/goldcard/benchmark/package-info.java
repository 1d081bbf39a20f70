/** Micro-benchmarks, run by a documented command and not by the tests. */
@NullMarked
@CheckReturnValue
package org.goldcard.benchmark;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
