/**
 * On which terms a partner system works: where, for which items, how much, from which addresses.
 */
@NullMarked
@CheckReturnValue
package org.goldcard.partners.terms;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
