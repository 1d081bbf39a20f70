/** What a node remembers of scans by itself. */
@NullMarked
package org.goldcard.verifying.memory;

import org.jspecify.annotations.NullMarked;
