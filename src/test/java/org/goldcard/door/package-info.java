/** The doors of real nodes under attack and while they come and go. */
@NullMarked
package org.goldcard.door;

import org.jspecify.annotations.NullMarked;
