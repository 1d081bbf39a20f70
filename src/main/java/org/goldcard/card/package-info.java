/** The words of the business: the talent, the card, its number, term, states and life cycle. */
@NullMarked
@CheckReturnValue
package org.goldcard.card;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
