package org.goldcard.cli.card;

import org.goldcard.card.CardRefusal;
import org.goldcard.card.CardState;
import org.goldcard.card.Receipt;

/** What came of a change, as one line. */
final class Receipts {
  private Receipts() {}

  static String line(Receipt receipt) {
    return "%s %s  %s类  %s ~ %s  v%d  rev %d"
        .formatted(
            zh(receipt.state()),
            receipt.state(),
            receipt.talentClass(),
            receipt.validity().firstDay(),
            receipt.validity().lastDay(),
            receipt.version(),
            receipt.rev());
  }

  static String refusal(CardRefusal refusal) {
    return refusal.name() + "  " + refusal.zh() + " / " + refusal.en();
  }

  private static String zh(CardState state) {
    return switch (state) {
      case UNCLAIMED -> "待申领";
      case ACTIVE -> "有效";
      case SUSPENDED -> "暂停";
      case LOST -> "挂失";
      case EXPIRED -> "到期";
      case REVOKED -> "收回";
      case CLOSED -> "注销";
    };
  }
}
