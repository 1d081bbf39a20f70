/** The service as an operator sets it up, on servers and in processes of its own. */
@NullMarked
@CheckReturnValue
package org.goldcard.testbed;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
