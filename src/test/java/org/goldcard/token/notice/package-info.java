/** What keys of running nodes must do. */
@NullMarked
@CheckReturnValue
package org.goldcard.token.notice;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
