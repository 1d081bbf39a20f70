/** The contract: one OpenAPI document of every route, put together from its parts and the codes. */
@NullMarked
@CheckReturnValue
package org.goldcard.web.openapi;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
