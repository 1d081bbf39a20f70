/** Tests of practice. */
@NullMarked
@CheckReturnValue
package org.goldcard.wiring.practice;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
