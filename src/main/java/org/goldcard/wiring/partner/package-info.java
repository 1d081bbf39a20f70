/** Joins what partner systems are told with where it is kept and how it is sent. */
@NullMarked
@CheckReturnValue
package org.goldcard.wiring.partner;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
