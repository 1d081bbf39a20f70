/** Pages in a real browser, as people use them: headless Chromium over its own protocol. */
@NullMarked
@CheckReturnValue
package org.goldcard.browser;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
