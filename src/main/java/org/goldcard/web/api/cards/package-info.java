/** Endpoints that issue, read and change cards. */
@NullMarked
@CheckReturnValue
package org.goldcard.web.api.cards;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
