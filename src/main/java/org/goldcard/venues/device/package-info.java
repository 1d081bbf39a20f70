/** Devices at the gates: how each of them was when it was last heard. */
@NullMarked
@CheckReturnValue
package org.goldcard.venues.device;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
