/** Tests of venues of record. */
@NullMarked
package org.goldcard.venues.record;

import org.jspecify.annotations.NullMarked;
