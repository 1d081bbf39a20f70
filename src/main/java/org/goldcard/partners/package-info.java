/** Partner systems: clients, credentials and scopes. */
@NullMarked
@CheckReturnValue
package org.goldcard.partners;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
