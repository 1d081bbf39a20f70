/**
 * What the embedded servers ask of the machine: processes, ports, locks, private files, programs.
 */
@NullMarked
@CheckReturnValue
package org.goldcard.dev.host;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
