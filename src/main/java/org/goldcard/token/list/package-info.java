/**
 * The published status list: entries, compression, addresses, its token
 * (draft-ietf-oauth-status-list).
 */
@NullMarked
@CheckReturnValue
package org.goldcard.token.list;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
