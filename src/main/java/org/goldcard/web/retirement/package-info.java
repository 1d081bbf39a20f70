/** Operations that will end: since when, until when, and how their answers say so. */
@NullMarked
@CheckReturnValue
package org.goldcard.web.retirement;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
