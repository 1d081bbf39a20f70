/** Tests of the Redis adapter on real servers. */
@NullMarked
@CheckReturnValue
package org.goldcard.redis;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
