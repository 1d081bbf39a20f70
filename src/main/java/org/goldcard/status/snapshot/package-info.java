/** The published lists at one moment, and what changed in them since another. */
@NullMarked
@CheckReturnValue
package org.goldcard.status.snapshot;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
