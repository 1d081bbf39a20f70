/** Test cards whose numbers yield each result, and what stands for the record around them. */
@NullMarked
@CheckReturnValue
package org.goldcard.verifying.sandbox;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
