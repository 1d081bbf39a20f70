/** Browsers that stay signed in: one for each holder, its cookie changed from time to time. */
@NullMarked
@CheckReturnValue
package org.goldcard.accounts.session;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
