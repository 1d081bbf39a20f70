/** Who signs in: a talent as an account, where it came from, what it agreed to. */
@NullMarked
@CheckReturnValue
package org.goldcard.accounts;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
