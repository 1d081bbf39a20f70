package org.goldcard.verifying;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.goldcard.token.Network;
import org.goldcard.token.ScanReader;
import org.goldcard.token.ScannedToken;
import org.goldcard.token.VerifiedLiveCode;
import org.goldcard.token.VerifiedPass;
import org.goldcard.token.jws.Flaw;
import org.goldcard.token.jws.Reading;
import org.goldcard.token.jws.SignedText;
import org.goldcard.token.jws.TokenKind;

/** Says what a token is worth in the words of the judge. No I/O; safe from any thread. */
public final class CodeReader {
  private final ScanReader reader;

  /** Reads with the strict reader of tokens. */
  public CodeReader(ScanReader reader) {
    this.reader = reader;
  }

  /** What the text shows, or the refusal that it earns by itself. */
  public Presented read(String text) {
    return presented(reader.read(new SignedText(text), Network.ONLINE), text);
  }

  /** What the text showed a scanner without a network at a moment by a clock like ours. */
  public Presented readOffline(String text, Instant at) {
    return presented(reader.read(new SignedText(text), Network.OFFLINE, at), text);
  }

  private static Presented presented(Reading<ScannedToken> reading, String text) {
    return reading.fold(
        token -> token.fold(CodeReader::liveCode, CodeReader::pass),
        flaw -> refused(flaw, reading.ahead(), text));
  }

  private static Presented liveCode(VerifiedLiveCode code) {
    return Presented.liveCode(code.index(), code.nonce(), code.fetchedAt().getEpochSecond());
  }

  private static Presented pass(VerifiedPass pass) {
    return Presented.pass(pass.index());
  }

  private static Presented refused(Flaw flaw, Duration ahead, String text) {
    return switch (flaw.sort()) {
      case BAD -> Presented.refused(ResultCode.BAD_CODE);
      case EARLY -> Presented.skewed(ahead);
      case LATE ->
          Presented.refused(isPass(text) ? ResultCode.CARD_EXPIRED : ResultCode.CODE_EXPIRED);
    };
  }

  /**
   * What the header says, of a token whose signature was right: a pass ends with its card, and
   * nobody can refresh it.
   */
  private static boolean isPass(String text) {
    byte[] header = Base64.getUrlDecoder().decode(text.substring(0, text.indexOf('.')));
    String typ = '"' + TokenKind.PASS.typ() + '"';
    return new String(header, StandardCharsets.US_ASCII).contains(typ);
  }
}
