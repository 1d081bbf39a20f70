/** Tests of the card table, its feed and its list. */
@NullMarked
@CheckReturnValue
package org.goldcard.status;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
