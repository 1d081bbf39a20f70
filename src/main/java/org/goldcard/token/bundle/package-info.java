/** The offline bundle as a token: who signs it, and who reads it. */
@NullMarked
@CheckReturnValue
package org.goldcard.token.bundle;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
