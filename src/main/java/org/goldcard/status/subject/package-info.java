/**
 * What is in the status feed beside cards: clients, devices, keys and rules, as a node holds them.
 */
@NullMarked
@CheckReturnValue
package org.goldcard.status.subject;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
