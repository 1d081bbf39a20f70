/** Joins the talent's pages with accounts, cards and the ways messages are sent. */
@NullMarked
@CheckReturnValue
package org.goldcard.wiring.holder;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
