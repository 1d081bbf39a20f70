/**
 * Keys of running nodes: public ones made known by signed notices, withdrawn ones refused at once.
 */
@NullMarked
@CheckReturnValue
package org.goldcard.token.notice;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
