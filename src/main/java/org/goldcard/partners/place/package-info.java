/** Where a partner system scans: at the place of its credential, or at one it names in its area. */
@NullMarked
@CheckReturnValue
package org.goldcard.partners.place;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
