/** Which changes of cards concern a partner, and what it is told of them. */
@NullMarked
@CheckReturnValue
package org.goldcard.partners.event;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
