/** Real PostgreSQL and real Redis as child processes, unpacked from the class path. */
@NullMarked
@CheckReturnValue
package org.goldcard.dev.embedded;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
