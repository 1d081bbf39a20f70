/** Commands about the receivers of partners: register, look, try, stop, tell again. */
@NullMarked
@CheckReturnValue
package org.goldcard.cli.webhook;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
