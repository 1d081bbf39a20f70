/**
 * Signed texts for everyone: made by nodes that hold the keys, kept in the record, served by all.
 */
@NullMarked
@CheckReturnValue
package org.goldcard.status.published;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
