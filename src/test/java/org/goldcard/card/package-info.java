/** The words of the business, tested at their edges. */
@NullMarked
package org.goldcard.card;

import org.jspecify.annotations.NullMarked;
