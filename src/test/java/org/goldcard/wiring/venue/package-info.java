/** Tests of how parts are joined. */
@NullMarked
package org.goldcard.wiring.venue;

import org.jspecify.annotations.NullMarked;
