/** What a node remembers on its own disk: how far the status log was. */
@NullMarked
@CheckReturnValue
package org.goldcard.files.state;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
