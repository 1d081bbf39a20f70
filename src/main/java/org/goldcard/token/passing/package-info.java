/** Keys in memory only, known to nobody: what they sign counts nowhere else. */
@NullMarked
@CheckReturnValue
package org.goldcard.token.passing;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
