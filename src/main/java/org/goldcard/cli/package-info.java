/** The command line: which commands there are and how they end. */
@NullMarked
@CheckReturnValue
package org.goldcard.cli;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
