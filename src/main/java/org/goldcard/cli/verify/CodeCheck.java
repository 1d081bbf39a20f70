package org.goldcard.cli.verify;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.goldcard.cli.port.CommandRefused;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.token.Network;
import org.goldcard.token.ScanReader;
import org.goldcard.token.ScannedToken;
import org.goldcard.token.jws.Flaw;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.jws.Reading;
import org.goldcard.token.jws.SignedText;
import org.goldcard.token.jws.TokenKind;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.token.list.ListSeries;
import org.goldcard.token.list.StatusListReader;
import org.goldcard.token.list.VerifiedStatusList;
import org.goldcard.verifying.ResultCode;

/** Checks a code with public keys and a published list alone, as a scanner without a network. */
final class CodeCheck {
  /** A published list is never now itself, whatever the clocks say. */
  private static final Duration LEAST = Duration.ofSeconds(1);

  private final KeyRing keys;
  private final Issuer issuer;
  private final InstantSource clock;

  CodeCheck(KeyRing keys, Issuer issuer, InstantSource clock) {
    this.keys = keys;
    this.issuer = issuer;
    this.clock = clock;
  }

  /** What is shown, if it is genuine and in time. */
  Reading<ScannedToken> read(String code, Network network) {
    return new ScanReader(() -> keys, issuer, clock).read(new SignedText(code), network);
  }

  /** The answer for something that is not genuine or not in time. */
  static Finding flawed(String code, Flaw flaw) {
    ResultCode result =
        switch (flaw.sort()) {
          case BAD -> ResultCode.BAD_CODE;
          case EARLY -> ResultCode.CLOCK_SKEW;
          case LATE -> looksLikePass(code) ? ResultCode.CARD_EXPIRED : ResultCode.CODE_EXPIRED;
        };
    return new Finding(result, null, flaw, null);
  }

  /** Only asked of a text whose signature is right, so its header tells the truth. */
  private static boolean looksLikePass(String code) {
    byte[] header = Base64.getUrlDecoder().decode(code.substring(0, code.indexOf('.')));
    return new String(header, StandardCharsets.US_ASCII).contains(TokenKind.PASS.typ());
  }

  /** The answer for something genuine, by the published list. */
  Finding byList(ScannedToken token, String listText) {
    int index = token.index();
    String uri = new ListSeries(issuer).uri(ListSeries.listOf(index));
    Reading<VerifiedStatusList> reading =
        new StatusListReader(() -> keys, clock).read(new SignedText(listText), uri);
    Optional<Flaw> flaw = reading.flaw();
    if (flaw.filter(f -> f == Flaw.EXPIRED).isPresent()) {
      return new Finding(ResultCode.LIST_STALE, token, null, null);
    }
    if (flaw.isPresent()) {
      throw badList(flaw.get(), uri);
    }
    VerifiedStatusList list = reading.token().orElseThrow();
    int place = ListSeries.placeOf(index);
    boolean refused = place >= list.list().size() || list.list().get(place) != 0;
    Duration age = Duration.between(list.issuedAt(), clock.instant());
    ResultCode result = refused ? ResultCode.CARD_UNAVAILABLE : ResultCode.VALID_OFFLINE;
    return new Finding(result, token, null, age.compareTo(LEAST) < 0 ? LEAST : age);
  }

  private static CommandRefused badList(Flaw flaw, String uri) {
    return new CommandRefused(
        ExitCode.BAD_INPUT,
        "状态名单不可用（" + flaw.zh() + "），应为 " + uri,
        "The status list is not usable (" + flaw.en() + "), it should be " + uri);
  }
}
