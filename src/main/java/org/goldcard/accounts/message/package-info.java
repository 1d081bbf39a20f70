/** What is sent to holders, in their language, and the ways it is sent. */
@NullMarked
@CheckReturnValue
package org.goldcard.accounts.message;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
