/** Recognise, claim, issue, upgrade, renew and correct: how a card comes to be. */
@NullMarked
@CheckReturnValue
package org.goldcard.issuing;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
