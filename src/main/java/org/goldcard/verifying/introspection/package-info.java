/** Says whether a pass or live code counts just now, whoever asks and wherever. */
@NullMarked
@CheckReturnValue
package org.goldcard.verifying.introspection;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
