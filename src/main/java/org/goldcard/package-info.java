/** Start and stop: {@code App} joins ports and adapters, {@code Main} reads the command line. */
@NullMarked
@CheckReturnValue
package org.goldcard;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
