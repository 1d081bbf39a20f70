/** Endpoints for scanners that lose their network: bundle, queued scans, heartbeat. */
@NullMarked
@CheckReturnValue
package org.goldcard.web.api.offline;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
