/** What the embedded default shows: invented talents, demo clients, the routes that only it has. */
@NullMarked
@CheckReturnValue
package org.goldcard.dev.demo;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
