/** What all commands have in common: pages of help, checks, waiting. */
@NullMarked
@CheckReturnValue
package org.goldcard.cli.command;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
