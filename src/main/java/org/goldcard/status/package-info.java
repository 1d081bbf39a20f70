/**
 * Suspend, report lost, resume, revoke, close; the in-memory card table, its feed and the published
 * list.
 */
@NullMarked
@CheckReturnValue
package org.goldcard.status;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
