/** Commands about talents and cards: recognise, issue, change, show. */
@NullMarked
@CheckReturnValue
package org.goldcard.cli.card;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
