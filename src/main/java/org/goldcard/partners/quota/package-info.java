/** How much a partner system may ask for in a minute and in a day, on all nodes together. */
@NullMarked
@CheckReturnValue
package org.goldcard.partners.quota;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
