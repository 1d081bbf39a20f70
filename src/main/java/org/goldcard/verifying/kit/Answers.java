package org.goldcard.verifying.kit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.goldcard.card.Validity;
import org.goldcard.token.jws.JwsReader;
import org.goldcard.token.jws.SignedText;
import org.goldcard.token.jws.TokenKind;
import org.goldcard.verifying.ResultCode;
import org.goldcard.verifying.Verification;
import org.goldcard.verifying.offline.OfflineVerifier;
import org.jspecify.annotations.Nullable;

/** Answers that need no rules of a venue. */
final class Answers {
  private Answers() {}

  /** While there is nothing to judge by. */
  static Answer noList() {
    return refused(ResultCode.LIST_STALE, Answer.Origin.NONE, null, null);
  }

  /** Nobody gets in. */
  static Answer refused(
      ResultCode code, Answer.Origin origin, @Nullable Instant asOf, @Nullable Duration age) {
    boolean stale = code == ResultCode.LIST_STALE;
    return new Answer(
        code,
        Verification.Admit.NO,
        code.colour(),
        null,
        stale ? List.of(OfflineVerifier.REGISTER) : List.of(),
        0,
        null,
        origin,
        asOf,
        age,
        null,
        null);
  }

  /** The last day of a pass whose signature was just found right. */
  static Optional<LocalDate> lastDay(String pass) {
    return JwsReader.unproven(new SignedText(pass), TokenKind.PASS)
        .map(claims -> Validity.dayOf(claims.time("exp").minusSeconds(1)));
  }
}
