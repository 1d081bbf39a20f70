/** Events pushed to partners: once at least, in order for each card, for 72 hours. */
@NullMarked
@CheckReturnValue
package org.goldcard.partners.webhook;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
