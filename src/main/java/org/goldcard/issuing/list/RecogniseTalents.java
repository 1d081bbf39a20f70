package org.goldcard.issuing.list;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.goldcard.card.Actor;
import org.goldcard.card.Validity;
import org.goldcard.issuing.RecognitionRules;
import org.goldcard.issuing.TalentRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Imports the city's list of recognised talents. The whole list is checked first, against itself
 * and against what is on file; then the good rows are recorded in batches. A list imported twice
 * changes nothing, so an import that was cut off is simply run again.
 */
public final class RecogniseTalents {
  private final TalentRegistry talents;
  private final RecognitionRules rules;
  private final Function<String, Optional<String>> districts;
  private final InstantSource clock;

  /**
   * Imports into a registry.
   *
   * @param talents the talents of record
   * @param rules what a row means for what is on file
   * @param districts the code of a district by code, name or alias
   * @param clock says what day it is
   */
  public RecogniseTalents(
      TalentRegistry talents,
      RecognitionRules rules,
      Function<String, Optional<String>> districts,
      InstantSource clock) {
    this.talents = talents;
    this.rules = rules;
    this.districts = districts;
    this.clock = clock;
  }

  /**
   * Imports a list. With a bad row nothing is recorded, unless the options say where bad rows go.
   * Bad headings or an unreadable table stop it in any case.
   *
   * @return everything there is to say about the list; failed only when the registry or the disk is
   */
  public Future<ImportReport> run(TableSource source, Options options, Progress progress) {
    ListCheck check =
        new ListCheck(
            rows -> talents.preview(rows, rules::decide),
            districts,
            Validity.dayOf(clock.instant()));
    return source
        .read(ListCheck.CHUNK, rows -> check.next(rows, progress))
        .recover(check::unreadable)
        .compose(
            read ->
                check.mayRecord(options)
                    ? new ListRecording(check, talents, rules, options).run(source, progress)
                    : Future.succeededFuture(check.report()));
  }

  /**
   * How a list is imported.
   *
   * @param actor who imports, for the audit rows
   * @param dryRun whether nothing is recorded and the report says what would be
   * @param rejected where bad rows go while the others are imported; null when one bad row stops
   *     all
   */
  public record Options(Actor actor, boolean dryRun, @Nullable RejectedRows rejected) {
    /** One bad row, and nothing is imported. */
    public static Options strict(Actor actor) {
      return new Options(actor, false, null);
    }

    /** Bad rows are skipped and written to {@code rejected}. */
    public static Options skipBad(Actor actor, RejectedRows rejected) {
      return new Options(actor, false, rejected);
    }
  }
}
