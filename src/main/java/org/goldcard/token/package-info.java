/** Passes and live codes: who signs them, and who reads them when they are shown. */
@NullMarked
@CheckReturnValue
package org.goldcard.token;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
