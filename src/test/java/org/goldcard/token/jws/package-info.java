/** JSON of tokens, read. */
@NullMarked
package org.goldcard.token.jws;

import org.jspecify.annotations.NullMarked;
