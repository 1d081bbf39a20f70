/** Commands that run the service and keep its keys and statuses. */
@NullMarked
@CheckReturnValue
package org.goldcard.cli.operation;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
