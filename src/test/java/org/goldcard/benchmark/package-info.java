/**
 * Micro-benchmarks, run by a documented command and not by the tests: {@code mvn -q test-compile
 * exec:exec@benchmark -Dbenchmark=Token} on a quiet machine.
 */
@NullMarked
@CheckReturnValue
package org.goldcard.benchmark;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
