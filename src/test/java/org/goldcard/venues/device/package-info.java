/** Tests of devices at the gates. */
@NullMarked
package org.goldcard.venues.device;

import org.jspecify.annotations.NullMarked;
