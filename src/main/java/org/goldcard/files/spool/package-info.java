/**
 * Where scan records wait for the database: memory that outlives the process, then files on disk.
 */
@NullMarked
@CheckReturnValue
package org.goldcard.files.spool;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
