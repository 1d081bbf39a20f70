/** The attack table on tokens, by family. */
@NullMarked
@CheckReturnValue
package org.goldcard.testkit.hostile;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
