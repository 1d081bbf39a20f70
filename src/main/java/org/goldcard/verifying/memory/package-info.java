/**
 * What one node remembers of scans by itself: bounded, and nothing the garbage collector follows.
 */
@NullMarked
@CheckReturnValue
package org.goldcard.verifying.memory;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
