/** What the talent's own pages ask: claim, sign in, card, live codes. */
@NullMarked
@CheckReturnValue
package org.goldcard.web.holder;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
