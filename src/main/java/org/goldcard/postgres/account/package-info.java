/** Accounts of holders on PostgreSQL: claims with their codes, passcodes, signed-in browsers. */
@NullMarked
@CheckReturnValue
package org.goldcard.postgres.account;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
