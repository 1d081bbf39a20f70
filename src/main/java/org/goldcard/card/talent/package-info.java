/** Who a card is for: names, identity documents, recognition and unit of a talent. */
@NullMarked
@CheckReturnValue
package org.goldcard.card.talent;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
