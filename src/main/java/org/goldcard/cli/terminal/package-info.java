/** Where the commands speak: streams, progress, lines in both languages. */
@NullMarked
@CheckReturnValue
package org.goldcard.cli.terminal;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
