/** Endpoints of the sandbox: test cards, and what a phone would show of them. */
@NullMarked
@CheckReturnValue
package org.goldcard.web.api.sandbox;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
