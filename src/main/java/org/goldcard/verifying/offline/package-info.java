/**
 * Scans without a network: what a scanner is given, how it judges, what is made of it afterwards.
 */
@NullMarked
@CheckReturnValue
package org.goldcard.verifying.offline;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
