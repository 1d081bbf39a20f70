/** Passcodes of holders: which are taken, how they are hashed and tried. */
@NullMarked
@CheckReturnValue
package org.goldcard.accounts.passcode;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
