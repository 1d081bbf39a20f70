/** The endpoint by which partners ask what changed, page by page. */
@NullMarked
@CheckReturnValue
package org.goldcard.web.api.changes;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
