/** Signed text: the table of token kinds, strict reading, signing. */
@NullMarked
@CheckReturnValue
package org.goldcard.token.jws;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
