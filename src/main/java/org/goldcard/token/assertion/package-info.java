/** Assertions by which clients prove who they are with a key of their own (RFC 7523). */
@NullMarked
@CheckReturnValue
package org.goldcard.token.assertion;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
