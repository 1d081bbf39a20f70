/** The endpoint that pushes changes and heartbeats to scanners: server-sent events. */
@NullMarked
@CheckReturnValue
package org.goldcard.web.api.events;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
