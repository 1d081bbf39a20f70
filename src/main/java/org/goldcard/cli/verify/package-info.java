/** The command that checks a code, with files alone or against the record. */
@NullMarked
@CheckReturnValue
package org.goldcard.cli.verify;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
