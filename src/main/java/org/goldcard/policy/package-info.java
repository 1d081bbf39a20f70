/** The rulebook of 济人才办发〔2018〕12号 as data: services, items, classes, checks, departments. */
@NullMarked
@CheckReturnValue
package org.goldcard.policy;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
