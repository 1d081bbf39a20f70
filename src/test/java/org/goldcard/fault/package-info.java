/**
 * Faults of everything around two nodes, while a recorder keeps what was said and a checker judges
 * it.
 */
@NullMarked
@CheckReturnValue
package org.goldcard.fault;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
