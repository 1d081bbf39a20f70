/** Keys of the sandbox: never those of the service, the same on every node of a deployment. */
@NullMarked
@CheckReturnValue
package org.goldcard.token.sandbox;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
