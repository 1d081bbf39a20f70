/** Commands that register partner systems and scanners, and end their access. */
@NullMarked
@CheckReturnValue
package org.goldcard.cli.client;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
