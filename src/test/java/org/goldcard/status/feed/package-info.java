/** Tests of what keeps a card table at the head of the feed. */
@NullMarked
@CheckReturnValue
package org.goldcard.status.feed;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
