/** Commands about the venues of record: import, list, show. */
@NullMarked
@CheckReturnValue
package org.goldcard.cli.venue;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
