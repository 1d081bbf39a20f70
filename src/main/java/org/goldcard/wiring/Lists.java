package org.goldcard.wiring;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.util.concurrent.TimeUnit;
import org.goldcard.card.Validity;
import org.goldcard.cli.port.ListWish;
import org.goldcard.files.TableFiles;
import org.goldcard.issuing.RecognitionRules;
import org.goldcard.issuing.TalentRegistry;
import org.goldcard.issuing.list.ImportReport;
import org.goldcard.issuing.list.Progress;
import org.goldcard.issuing.list.RecogniseTalents;
import org.goldcard.policy.district.District;
import org.goldcard.policy.district.Districts;
import org.goldcard.policy.district.DistrictsReader;

/** Imports the lists of talents that people hand in, on a worker of their own. */
public final class Lists {
  private static final int MINUTES = 60;

  private final Vertx vertx;
  private final TalentRegistry talents;
  private final Period term;
  private final InstantSource clock;

  public Lists(Vertx vertx, TalentRegistry talents, Period term, InstantSource clock) {
    this.vertx = vertx;
    this.talents = talents;
    this.term = term;
    this.clock = clock;
  }

  /** Imports a list, or says all that is wrong with it. */
  public Future<ImportReport> recognise(ListWish wish, Progress progress) {
    WorkerExecutor worker = vertx.createSharedWorkerExecutor("lists", 1, MINUTES, TimeUnit.MINUTES);
    TableFiles files = new TableFiles(worker);
    Districts districts = DistrictsReader.read();
    LocalDate today = Validity.dayOf(clock.instant());
    RecogniseTalents recognise =
        new RecogniseTalents(
            talents,
            new RecognitionRules(term),
            text -> districts.find(text, today).map(District::code),
            clock);
    RecogniseTalents.Options options =
        new RecogniseTalents.Options(
            wish.actor(),
            wish.dryRun(),
            wish.badRows() == null ? null : files.rejected(wish.file(), wish.badRows()));
    return recognise.run(files.table(wish.file()), options, progress);
  }
}
