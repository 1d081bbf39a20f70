/** Data files read strictly: every mistake of a file is named with its place, all at once. */
@NullMarked
@CheckReturnValue
package org.goldcard.policy.source;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
