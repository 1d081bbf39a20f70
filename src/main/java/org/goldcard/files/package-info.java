/** Reads and writes the lists people hand in: CSV and XLSX. */
@NullMarked
@CheckReturnValue
package org.goldcard.files;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
