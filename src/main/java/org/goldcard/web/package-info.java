/** The HTTP server: how a request is admitted, bounded, answered and refused, whatever it asks. */
@NullMarked
@CheckReturnValue
package org.goldcard.web;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
