/** The endpoints of OAuth 2.0: tokens, introspection, metadata. */
@NullMarked
@CheckReturnValue
package org.goldcard.web.api.oauth;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
