package org.goldcard.dev.host;

import org.jspecify.annotations.Nullable;

/** The embedded servers cannot run here; the message says in both languages what to do. */
public final class StartRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String zh;
  private final String en;
  private final boolean inUse;

  /** Refuses with a message in both languages. */
  public StartRefused(String zh, String en) {
    this(zh, en, null);
  }

  /** The same with its cause. */
  public StartRefused(String zh, String en, @Nullable Throwable cause) {
    this(zh, en, cause, false);
  }

  private StartRefused(String zh, String en, @Nullable Throwable cause, boolean inUse) {
    super(zh + " / " + en, cause);
    this.zh = zh;
    this.en = en;
    this.inUse = inUse;
  }

  /** Another service holds what this one needs. */
  public static StartRefused inUse(String zh, String en) {
    return new StartRefused(zh, en, null, true);
  }

  /** Whether another service holds what this one needs. */
  public boolean isInUse() {
    return inUse;
  }

  /** What is wrong and what to do, in Chinese. */
  public String zh() {
    return zh;
  }

  /** What is wrong and what to do, in English. */
  public String en() {
    return en;
  }
}
