/** Joins the sandbox: the endpoints of partner systems over test cards, with keys of its own. */
@NullMarked
@CheckReturnValue
package org.goldcard.wiring.sandbox;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
