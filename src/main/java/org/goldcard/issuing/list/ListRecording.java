package org.goldcard.issuing.list;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.goldcard.card.Instruction;
import org.goldcard.issuing.RecognisedRow;
import org.goldcard.issuing.RecognitionRules;
import org.goldcard.issuing.TalentRegistry;
import org.goldcard.issuing.TalentRegistry.Entry;
import org.goldcard.issuing.TalentRegistry.Result;
import org.goldcard.issuing.list.TableSource.Row;
import org.goldcard.issuing.list.TableSource.Unreadable;
import org.jspecify.annotations.Nullable;

/** The second reading of a list: records the good rows and puts the bad ones aside. */
final class ListRecording {
  private final ListCheck check;
  private final TalentRegistry talents;
  private final RecognitionRules rules;
  private final RecogniseTalents.Options options;
  private final Instruction instruction;
  private final Map<Result, Integer> counts = new EnumMap<>(Result.class);
  private final List<Fault> remarks = new ArrayList<>();
  private int done;

  ListRecording(
      ListCheck check,
      TalentRegistry talents,
      RecognitionRules rules,
      RecogniseTalents.Options options) {
    this.check = check;
    this.talents = talents;
    this.rules = rules;
    this.options = options;
    this.instruction = Instruction.of(options.actor(), "list of recognised talents");
  }

  Future<ImportReport> run(TableSource source, Progress progress) {
    RejectedRows rejected = options.rejected();
    Future<Void> headed =
        rejected == null ? Future.succeededFuture() : rejected.headings(check.header().row());
    return headed
        .compose(v -> source.read(ListCheck.CHUNK, rows -> next(rows, progress)))
        .compose(v -> rejected == null ? noFile() : rejected.finish())
        .map(this::report);
  }

  private Future<Void> next(List<Row> chunk, Progress progress) {
    RowReader reader = check.reader();
    List<RecognisedRow> good = new ArrayList<>();
    List<Row> bad = new ArrayList<>();
    for (Row row : chunk) {
      if (row.line() > check.header().row().line()) {
        if (check.isBad(row.line())) {
          bad.add(row);
        } else {
          good.add(again(reader.read(row), row.line()));
        }
      }
    }
    return putAside(bad).compose(v -> record(good)).map(entries -> count(good, bad, progress));
  }

  /** A row that was good is still good, or the file was changed under our hands. */
  private static RecognisedRow again(RowReader.Checked checked, int line) {
    if (checked.row() == null) {
      throw new Unreadable(line, RowFlaw.CHANGED);
    }
    return checked.row();
  }

  private Future<Void> putAside(List<Row> bad) {
    RejectedRows rejected = options.rejected();
    return rejected == null || bad.isEmpty()
        ? Future.succeededFuture()
        : rejected.add(bad, bad.stream().map(row -> check.faults(row.line())).toList());
  }

  private Future<Void> record(List<RecognisedRow> good) {
    return good.isEmpty()
        ? Future.succeededFuture()
        : talents.apply(good, instruction, rules::decide).map(this::recorded);
  }

  /** A conflict that came up since the check is reported like one found by it. */
  private @Nullable Void recorded(List<Entry> entries) {
    for (Entry entry : entries) {
      counts.merge(entry.result(), 1, Integer::sum);
      if (entry.result() == Result.CONFLICT && entry.note() != null) {
        check.add(Fault.of(entry.line(), entry.note()));
      } else {
        ListCheck.remark(entry, remarks);
      }
    }
    return null;
  }

  private @Nullable Void count(List<RecognisedRow> good, List<Row> bad, Progress progress) {
    done += good.size() + bad.size();
    progress.at(Progress.Stage.RECORDING, done, check.rows());
    return null;
  }

  private ImportReport report(Optional<String> file) {
    return new ImportReport(
        check.rows(),
        true,
        counts,
        check.faults(),
        remarks,
        check.unreachable(),
        file.orElse(null));
  }

  private static Future<Optional<String>> noFile() {
    return Future.succeededFuture(Optional.empty());
  }
}
