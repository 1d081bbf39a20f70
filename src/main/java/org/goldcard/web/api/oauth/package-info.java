/** The token endpoint of OAuth 2.0. */
@NullMarked
@CheckReturnValue
package org.goldcard.web.api.oauth;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
