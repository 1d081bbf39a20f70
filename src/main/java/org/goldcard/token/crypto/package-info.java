/** Signature engines: the only place that sees a crypto provider. */
@NullMarked
@CheckReturnValue
package org.goldcard.token.crypto;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
