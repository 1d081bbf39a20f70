package org.goldcard.web.log;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code %request} in a pattern of Logback: the name of the request a line belongs to, a
 * dash for none. Right only where the line is written by the thread that logs it, which is what
 * appenders do unless they are asynchronous.
 */
public final class RequestConverter extends ClassicConverter {
  @Override
  public String convert(ILoggingEvent event) {
    @Nullable String name = RequestName.current();
    return name == null ? "-" : name;
  }
}
