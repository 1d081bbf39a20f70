/**
 * Keeps a node's card table and the carrier at the head of the status log, and proves how fresh
 * they are.
 */
@NullMarked
@CheckReturnValue
package org.goldcard.status.feed;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
