package org.goldcard.web.api.verify;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.buffer.Buffer;
import org.goldcard.token.answer.AnswerTokens;
import org.goldcard.token.answer.ScanReceipt;
import org.goldcard.verifying.ListState;
import org.goldcard.verifying.Scan;
import org.goldcard.verifying.Verification;

/** Writes verifications down for whoever asked: counted, and with a receipt if it was wished. */
final class ScanAnswers {
  private final ScanCount count;
  private final AnswerTokens receipts;

  /** Signs receipts with these. */
  ScanAnswers(MeterRegistry meters, AnswerTokens receipts) {
    this.count = new ScanCount(meters);
    this.receipts = receipts;
  }

  /** The answer as the API shows it; a receipt costs a signature, so only who asks gets one. */
  Buffer of(Verification answer, Scan.Scanner scanner, boolean receipt) {
    count.answered(answer.result());
    return VerificationJson.of(
        answer, receipt ? receipts.receipt(receipt(answer, scanner)).text() : null);
  }

  private static ScanReceipt receipt(Verification answer, Scan.Scanner scanner) {
    ListState list = answer.list();
    Verification.Benefit benefit = answer.benefit();
    return new ScanReceipt(
        scanner.clientId(),
        answer.verificationId(),
        answer.result().name(),
        answer.admit().name(),
        scanner.venueId(),
        scanner.checkpoint(),
        benefit == null ? null : benefit.item(),
        answer.serverTime(),
        list == null ? null : new ScanReceipt.ListUsed(list.rev(), list.asOf()));
  }
}
