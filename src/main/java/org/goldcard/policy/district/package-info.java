/** The districts of Jinan with the three functional zones of article 5, and their windows. */
@NullMarked
@CheckReturnValue
package org.goldcard.policy.district;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
