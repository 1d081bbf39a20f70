/** What libraries that are not ours make of our tokens, and ours of theirs. */
@NullMarked
package org.goldcard.interop;

import org.jspecify.annotations.NullMarked;
