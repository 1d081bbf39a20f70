/** The city's list of recognised talents: its columns, its rows checked, the whole applied. */
@NullMarked
@CheckReturnValue
package org.goldcard.issuing.list;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
