/** Accounts of holders in memory, and what stands around them in tests. */
@NullMarked
@CheckReturnValue
package org.goldcard.testkit.accounts;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
