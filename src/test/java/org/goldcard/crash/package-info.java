/** The whole service with its processes killed at random moments. */
@NullMarked
package org.goldcard.crash;

import org.jspecify.annotations.NullMarked;
