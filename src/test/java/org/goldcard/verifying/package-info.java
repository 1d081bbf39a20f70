/** Every answer to a scan, in its order. */
@NullMarked
package org.goldcard.verifying;

import org.jspecify.annotations.NullMarked;
