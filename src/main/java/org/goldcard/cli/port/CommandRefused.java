package org.goldcard.cli.port;

/**
 * A command ends here for a reason its user can act on. Both sentences are shown as they are, so
 * they hold nothing personal and no secret.
 */
public final class CommandRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final ExitCode code;
  private final String zh;
  private final String en;

  /** Ends a command with a code and what to do, in both languages. */
  public CommandRefused(ExitCode code, String zh, String en) {
    super(en);
    this.code = code;
    this.zh = zh;
    this.en = en;
  }

  /** How the command ends. */
  public ExitCode code() {
    return code;
  }

  /** The reason in Chinese. */
  public String zh() {
    return zh;
  }

  /** The reason in English. */
  public String en() {
    return en;
  }
}
