/** Signed JSON as a tree, read strictly and without a binding library. */
@NullMarked
@CheckReturnValue
package org.goldcard.token.json;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
