/** How requests are told of: in lines of log, each under its request's name, and in figures. */
@NullMarked
@CheckReturnValue
package org.goldcard.web.log;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
