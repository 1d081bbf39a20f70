/** Endpoints for everyone: public keys, status lists, health; and the figures for operators. */
@NullMarked
@CheckReturnValue
package org.goldcard.web.api.published;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
