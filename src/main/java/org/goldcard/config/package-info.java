/** The settings of a deployment, read once and refused at the start with every problem at once. */
@NullMarked
@CheckReturnValue
package org.goldcard.config;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
