/** All endpoints of the API, gathered for the server. */
@NullMarked
@CheckReturnValue
package org.goldcard.web.api;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
