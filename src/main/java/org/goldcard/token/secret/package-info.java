/** Secrets at rest: encrypted fields, how they are found again, hashed client secrets. */
@NullMarked
@CheckReturnValue
package org.goldcard.token.secret;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
