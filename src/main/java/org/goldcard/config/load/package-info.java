/** How much load a deployment lets one node take on. */
@NullMarked
@CheckReturnValue
package org.goldcard.config.load;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
