/** Claims of cards: who is looked for, the one-time code that proves it, limits. */
@NullMarked
@CheckReturnValue
package org.goldcard.accounts.claim;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
