package org.goldcard.cli.verify;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.goldcard.card.TalentClass;
import org.goldcard.cli.command.Waiting;
import org.goldcard.cli.port.Stores;
import org.goldcard.token.ScannedToken;
import org.goldcard.verifying.Judge;
import org.goldcard.verifying.ListState;
import org.goldcard.verifying.Presented;
import org.goldcard.verifying.Scan;
import org.goldcard.verifying.SiteRules;

/** Checks something genuine against the record itself, by the judge that gates use. */
final class RecordCheck {
  private static final String NOWHERE = "command-line";

  /** Every class, every form: only the card itself is in question. */
  private static final SiteRules ANYTHING =
      new SiteRules(
          NOWHERE,
          false,
          List.of(
              new SiteRules.Item(
                  "CARD",
                  new SiteRules.Phrase("金卡", "The card itself"),
                  "〔2018〕12号",
                  Set.of(TalentClass.values()),
                  List.of(),
                  true,
                  1,
                  false,
                  null,
                  null)),
          true,
          false,
          SiteRules.Visits.NOT_COUNTED,
          Duration.ofSeconds(5),
          true);

  private final Stores stores;
  private final InstantSource clock;

  RecordCheck(Stores stores, InstantSource clock) {
    this.stores = stores;
    this.clock = clock;
  }

  Finding check(ScannedToken token) {
    Presented presented =
        token.fold(
            code ->
                Presented.liveCode(code.index(), code.nonce(), code.fetchedAt().getEpochSecond()),
            pass -> Presented.pass(pass.index()));
    Scan scan =
        new Scan(
            "",
            null,
            0,
            null,
            null,
            NOWHERE,
            null,
            new Scan.Scanner(NOWHERE, NOWHERE, NOWHERE, true));
    ListState now = new ListState(clock.instant(), Duration.ZERO, "postgres", 0);
    Judge judge = new Judge(index -> Waiting.on(stores.statusAt(index)), clock);
    return new Finding(
        judge.judge(scan, ANYTHING, presented, now).code(), token, null, Duration.ZERO);
  }
}
