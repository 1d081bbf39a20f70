/** Pages for people, served by ourselves: files of the class path, nothing from elsewhere. */
@NullMarked
@CheckReturnValue
package org.goldcard.web.pages;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
