package org.goldcard.cli.command;

import java.util.concurrent.Callable;

/** A command with its own page of help. */
public interface GuidedCommand extends Callable<Integer> {
  /** What its help says. */
  Guide guide();

  /** Does it; the exit code. */
  @Override
  Integer call();
}
