/** Tests of how parts are joined. */
@NullMarked
package org.goldcard.wiring;

import org.jspecify.annotations.NullMarked;
