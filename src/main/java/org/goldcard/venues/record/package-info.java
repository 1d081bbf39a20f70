/** Venues of record: read whole from a file, compared with what is recorded, put in its place. */
@NullMarked
@CheckReturnValue
package org.goldcard.venues.record;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
