/** The verifier as a library of its own, for turnstiles and partner systems: one class to call. */
@NullMarked
@CheckReturnValue
package org.goldcard.verifying.kit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
