package org.goldcard.verifying.introspection;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.goldcard.card.TalentClass;
import org.goldcard.card.Validity;
import org.goldcard.token.LiveCodes;
import org.goldcard.token.Network;
import org.goldcard.token.ScanReader;
import org.goldcard.token.ScannedToken;
import org.goldcard.token.VerifiedLiveCode;
import org.goldcard.token.VerifiedPass;
import org.goldcard.token.jws.SignedText;
import org.goldcard.token.jws.TokenKind;
import org.goldcard.verifying.Judge;
import org.goldcard.verifying.Judgement;
import org.goldcard.verifying.ListState;
import org.goldcard.verifying.Presented;
import org.goldcard.verifying.ResultCode;
import org.goldcard.verifying.Scan;
import org.goldcard.verifying.SiteRules;

/**
 * Says whether a pass or live code counts, by the same judge as a gate, at a place that grants
 * every holder the same and remembers nothing: no nonce is burnt, no visit counted. Synchronous,
 * without I/O; safe from any thread.
 */
public final class Introspection {
  private static final Scan QUESTION =
      new Scan("", null, 0, null, null, "", null, new Scan.Scanner("", "", "", false));
  private static final SiteRules.Phrase NOTHING = new SiteRules.Phrase("", "");
  private static final SiteRules.Item EVERYONE =
      new SiteRules.Item(
          "",
          NOTHING,
          "",
          EnumSet.allOf(TalentClass.class),
          List.of(),
          false,
          1,
          false,
          null,
          null);

  private final Judge judge;
  private final ScanReader reader;
  private final Supplier<Optional<ListState>> list;
  private final SiteRules rules;

  /**
   * Judges with these.
   *
   * @param list how fresh the card table is; empty while none is loaded
   * @param oldest the oldest list on which anything is said
   */
  public Introspection(
      Judge judge, ScanReader reader, Supplier<Optional<ListState>> list, Duration oldest) {
    this.judge = judge;
    this.reader = reader;
    this.list = list;
    this.rules =
        new SiteRules(
            "", false, List.of(EVERYONE), true, false, SiteRules.Visits.NOT_COUNTED, oldest, true);
  }

  /**
   * How a token stands. A node whose list is too old says so of every text alike, before it reads
   * it: neither a false yes nor a false no is ever told.
   */
  public Standing of(String token) {
    // The list before the entry: the entry is then at least as new as the list says.
    ListState known = list.get().orElse(null);
    if (known == null || known.age().compareTo(rules.staleness()) > 0) {
      return Standing.UNPROVEN;
    }
    return reader
        .read(new SignedText(token), Network.ONLINE)
        .token()
        .flatMap(read -> judged(read, known))
        .map(Standing::active)
        .orElse(Standing.INACTIVE);
  }

  private Optional<Standing.Genuine> judged(ScannedToken token, ListState known) {
    Presented presented = token.fold(Introspection::presented, Introspection::presented);
    Judgement judgement = judge.judge(QUESTION, rules, presented, known);
    return judgement.code() == ResultCode.VALID
        ? Optional.of(
            token.fold(
                code -> genuine(code, judgement, known), pass -> genuine(pass, judgement, known)))
        : Optional.empty();
  }

  private static Presented presented(VerifiedLiveCode code) {
    return Presented.liveCode(code.index(), code.nonce(), code.fetchedAt().getEpochSecond());
  }

  private static Presented presented(VerifiedPass pass) {
    return Presented.pass(pass.index());
  }

  private static Standing.Genuine genuine(
      VerifiedLiveCode code, Judgement judgement, ListState known) {
    return new Standing.Genuine(
        TokenKind.LIVE_CODE,
        judgement.cardIndex(),
        null,
        code.fetchedAt(),
        code.shownFrom().plus(LiveCodes.ACCEPTED),
        judgement.card().lastDay(),
        judgement.card().talentClass(),
        known);
  }

  private static Standing.Genuine genuine(VerifiedPass pass, Judgement judgement, ListState known) {
    Instant cardEnd = Validity.endOf(judgement.card().lastDay());
    return new Standing.Genuine(
        TokenKind.PASS,
        judgement.cardIndex(),
        pass.id(),
        pass.issuedAt(),
        cardEnd.isBefore(pass.endsAt()) ? cardEnd : pass.endsAt(),
        judgement.card().lastDay(),
        judgement.card().talentClass(),
        known);
  }
}
