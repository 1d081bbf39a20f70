package org.goldcard.config;

import java.util.List;
import java.util.function.Function;

/** What came of reading the settings: settings, or everything that is wrong with them. */
public sealed interface SettingsReading {
  /** All is well. */
  record Accepted(Settings settings) implements SettingsReading {
    @Override
    public <R> R fold(Function<Settings, R> onSettings, Function<List<Problem>, R> onProblems) {
      return onSettings.apply(settings);
    }
  }

  /** The service must not start. */
  record Refused(List<Problem> problems) implements SettingsReading {
    /** Keeps the problems in the order of the variables. */
    public Refused {
      problems = List.copyOf(problems);
      if (problems.isEmpty()) {
        throw new IllegalArgumentException("problems: empty");
      }
    }

    @Override
    public <R> R fold(Function<Settings, R> onSettings, Function<List<Problem>, R> onProblems) {
      return onProblems.apply(problems);
    }
  }

  /** One of the two, as one result. */
  <R> R fold(Function<Settings, R> onSettings, Function<List<Problem>, R> onProblems);
}
