/** What several tests share: real servers, processes to kill. */
@NullMarked
@CheckReturnValue
package org.goldcard.testkit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
