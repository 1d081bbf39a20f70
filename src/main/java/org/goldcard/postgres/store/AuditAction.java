package org.goldcard.postgres.store;

import org.goldcard.card.Card;
import org.jspecify.annotations.Nullable;

/**
 * What an audit row calls a change, told by what it changed. The words are stored; never reworded.
 */
final class AuditAction {
  private AuditAction() {}

  static String of(@Nullable Card before, Card after) {
    if (before == null) {
      return "card.issue";
    }
    if (before.version() != after.version()) {
      return newVersion(before, after);
    }
    return before.state() == after.state() ? "card.change" : toState(after);
  }

  private static String newVersion(Card before, Card after) {
    boolean higher =
        after.talentClass() != before.talentClass()
            && after.talentClass().atLeast(before.talentClass());
    return higher ? "card.upgrade" : "card.new-version";
  }

  private static String toState(Card after) {
    return switch (after.state()) {
      case UNCLAIMED -> "card.unclaim";
      case ACTIVE -> "card.resume";
      case SUSPENDED -> "card.suspend";
      case LOST -> "card.report-lost";
      case REVOKED -> "card.revoke";
      case CLOSED -> "card.close";
      case EXPIRED -> throw new IllegalStateException("EXPIRED is never recorded");
    };
  }
}
