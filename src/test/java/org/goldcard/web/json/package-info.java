/** JSON read and written. */
@NullMarked
package org.goldcard.web.json;

import org.jspecify.annotations.NullMarked;
