/** Several parts together on real servers. */
@NullMarked
@CheckReturnValue
package org.goldcard.integration;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
