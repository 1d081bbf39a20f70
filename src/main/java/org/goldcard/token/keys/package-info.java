/** The keys: purposes, states, files on disk and the ring in memory. */
@NullMarked
@CheckReturnValue
package org.goldcard.token.keys;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
