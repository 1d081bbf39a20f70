package org.goldcard.verifying;

import java.time.Duration;
import org.goldcard.token.Network;
import org.goldcard.token.ScanReader;
import org.goldcard.token.ScannedToken;
import org.goldcard.token.VerifiedLiveCode;
import org.goldcard.token.VerifiedPass;
import org.goldcard.token.jws.Flaw;
import org.goldcard.token.jws.Reading;
import org.goldcard.token.jws.SignedText;

/** Says what a token is worth in the words of the judge. No I/O; safe from any thread. */
public final class CodeReader {
  private final ScanReader reader;

  /** Reads with the strict reader of tokens. */
  public CodeReader(ScanReader reader) {
    this.reader = reader;
  }

  /** What the text shows, or the refusal that it earns by itself. */
  public Presented read(String text) {
    Reading<ScannedToken> reading = reader.read(new SignedText(text), Network.ONLINE);
    return reading.fold(
        token -> token.fold(CodeReader::liveCode, CodeReader::pass),
        flaw -> refused(flaw, reading.ahead()));
  }

  private static Presented liveCode(VerifiedLiveCode code) {
    return Presented.liveCode(code.index(), code.nonce(), code.fetchedAt().getEpochSecond());
  }

  private static Presented pass(VerifiedPass pass) {
    return Presented.pass(pass.index());
  }

  private static Presented refused(Flaw flaw, Duration ahead) {
    return switch (flaw.sort()) {
      case BAD -> Presented.refused(ResultCode.BAD_CODE);
      case EARLY -> Presented.skewed(ahead);
      case LATE -> Presented.refused(ResultCode.CODE_EXPIRED);
    };
  }
}
