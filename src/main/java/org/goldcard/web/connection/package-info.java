/** The connections of one event loop: how many, from where, and how long they may say nothing. */
@NullMarked
@CheckReturnValue
package org.goldcard.web.connection;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
