/** Endpoints that give out what a holder shows: pass, pictures of it, live codes. */
@NullMarked
@CheckReturnValue
package org.goldcard.web.api.codes;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
