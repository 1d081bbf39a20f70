package org.goldcard.web.limit;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class OutagesTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void tellsOnceASecondHowManyRequestsFailed() {
    AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - SECOND / 2);
    Logger log = (Logger) LoggerFactory.getLogger(Outages.class);
    ListAppender<ILoggingEvent> told = new ListAppender<>();
    told.start();
    log.addAppender(told);
    try {
      Outages outages = new Outages(nanos::get);
      for (int i = 0; i < 1000; i++) {
        outages.tell(new TimeoutException());
      }
      nanos.addAndGet(SECOND);
      outages.tell(new TimeoutException());
      outages.tell(new IllegalStateException());
    } finally {
      log.detachAppender(told);
    }
    List<String> lines = told.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    assertThat(lines)
        .containsExactly(
            "took too long; 0 more since last told", "took too long; 999 more since last told");
  }
}
