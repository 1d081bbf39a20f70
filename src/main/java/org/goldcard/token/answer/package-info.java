/** Answers that their receivers may keep as evidence: receipts and introspection, signed. */
@NullMarked
@CheckReturnValue
package org.goldcard.token.answer;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
