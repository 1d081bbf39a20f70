/** The way to Redis: one connection that comes back by itself, its greeting, calls of functions. */
@NullMarked
@CheckReturnValue
package org.goldcard.redis.link;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
