/** What every adapter of a port must do, tested alike on its twin in memory and the real server. */
@NullMarked
@CheckReturnValue
package org.goldcard.contract;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
