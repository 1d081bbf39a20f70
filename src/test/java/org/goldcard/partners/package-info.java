/** Tests of what partner systems prove themselves with. */
@NullMarked
package org.goldcard.partners;

import org.jspecify.annotations.NullMarked;
