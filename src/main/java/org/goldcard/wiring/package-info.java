/**
 * Joins ports and adapters: what each endpoint, the status table and the signed texts are made of.
 */
@NullMarked
@CheckReturnValue
package org.goldcard.wiring;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
