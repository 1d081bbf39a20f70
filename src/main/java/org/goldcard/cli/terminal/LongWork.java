package org.goldcard.cli.terminal;

import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Shows on {@code err} how far a long piece of work is: a bar for people, a plain line at each
 * tenth for logs. Safe from any thread.
 */
public final class LongWork implements AutoCloseable {
  private static final int TENTHS = 10;
  private static final int EVERY_UNTOLD = 10_000;

  private final Screen screen;
  private @Nullable ProgressBar bar;
  private String name = "";
  private long shown;

  /** Shows nothing yet. */
  public LongWork(Screen screen) {
    this.screen = screen;
  }

  /**
   * So much is done.
   *
   * @param now what is being done; another name starts anew
   * @param total all of it; 0 while unknown
   */
  public synchronized void at(String now, long done, long total) {
    if (!now.equals(name)) {
      close();
      name = now;
      shown = 0;
    }
    if (screen.interactive()) {
      ProgressBar drawn = bar == null ? start(total) : bar;
      bar = drawn;
      drawn.maxHint(total == 0 ? -1 : total).stepTo(done);
    } else {
      plain(done, total);
    }
  }

  private ProgressBar start(long total) {
    return new ProgressBarBuilder()
        .setTaskName(name)
        .setInitialMax(total == 0 ? -1 : total)
        .setStyle(ProgressBarStyle.ASCII)
        .continuousUpdate()
        .setConsumer(new DelegatingProgressBarConsumer(this::draw, screen.columns() - 1))
        .build();
  }

  private void draw(String line) {
    screen.err().print('\r' + line);
    screen.err().flush();
  }

  private void plain(long done, long total) {
    long step = total == 0 ? done / EVERY_UNTOLD : done * TENTHS / total;
    if (step > shown) {
      shown = step;
      String of = total == 0 ? "" : "/" + total;
      screen.err().println(name + " " + done + of);
      screen.err().flush();
    }
  }

  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
      bar = null;
      screen.err().println();
      screen.err().flush();
    }
  }
}
