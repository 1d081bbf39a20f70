/** What the in-memory subjects must do. */
@NullMarked
@CheckReturnValue
package org.goldcard.status.subject;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
