/** The endpoint that verifies what a holder shows. */
@NullMarked
@CheckReturnValue
package org.goldcard.web.api.verify;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
