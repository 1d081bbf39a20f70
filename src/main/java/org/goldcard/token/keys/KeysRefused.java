package org.goldcard.token.keys;

import java.util.List;
import java.util.stream.Collectors;

/** The keys cannot be used, or not so: every problem at once, none with a key's content. */
public final class KeysRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<KeyProblem> problems;

  /** Refuses for these reasons. */
  public KeysRefused(List<KeyProblem> problems) {
    super(problems.stream().map(KeyProblem::toString).collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  KeysRefused(String where, KeyProblem.What what) {
    this(List.of(new KeyProblem(where, what)));
  }

  /** What is wrong, at least one. */
  public List<KeyProblem> problems() {
    return problems;
  }
}
