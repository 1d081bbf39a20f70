/** Access tokens of partner systems and scanners: what they grant, who signs and who reads them. */
@NullMarked
@CheckReturnValue
package org.goldcard.token.access;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
