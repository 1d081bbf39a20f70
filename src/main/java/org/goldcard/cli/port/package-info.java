/** What the commands ask of the rest of the program, which fills it in. */
@NullMarked
@CheckReturnValue
package org.goldcard.cli.port;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
