/** Tests of what a node remembers on its disk. */
@NullMarked
@CheckReturnValue
package org.goldcard.files.state;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
