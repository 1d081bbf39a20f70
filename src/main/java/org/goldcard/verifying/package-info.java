/** Judges a scan: synchronous, without I/O. */
@NullMarked
@CheckReturnValue
package org.goldcard.verifying;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
