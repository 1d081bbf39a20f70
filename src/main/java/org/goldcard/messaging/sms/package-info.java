/** Sends text messages through a gateway over HTTP, each request signed. */
@NullMarked
@CheckReturnValue
package org.goldcard.messaging.sms;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
