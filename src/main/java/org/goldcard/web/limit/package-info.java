/**
 * How much one caller, and all together, may ask for: rates, places, and what happens past them.
 */
@NullMarked
@CheckReturnValue
package org.goldcard.web.limit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
