/** Request bodies read strictly: every flaw is found, named by its place and never echoed. */
@NullMarked
@CheckReturnValue
package org.goldcard.web.json;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
