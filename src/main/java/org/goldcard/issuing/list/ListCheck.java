package org.goldcard.issuing.list;

import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.goldcard.card.talent.IdentityDocument;
import org.goldcard.issuing.RecognisedRow;
import org.goldcard.issuing.TalentRegistry.Entry;
import org.goldcard.issuing.TalentRegistry.Result;
import org.goldcard.issuing.list.ImportReport.Unreachable;
import org.goldcard.issuing.list.TableSource.Row;
import org.goldcard.issuing.list.TableSource.Unreadable;
import org.jspecify.annotations.Nullable;

/**
 * The first reading of a list: finds the headings and everything that is wrong, records nothing. Of
 * a row only its documents and faults are kept. Used by one reading at a time.
 */
final class ListCheck {
  /** Rows read, and recorded, at once. */
  static final int CHUNK = 500;

  private static final int TITLE_ROWS = 20;

  private final Function<List<RecognisedRow>, Future<List<Entry>>> preview;
  private final Function<String, Optional<String>> districts;
  private final LocalDate today;
  private final Map<Integer, List<Fault>> faults = new TreeMap<>();
  private final Map<IdentityDocument, Integer> lines = new HashMap<>();
  private final List<Entry> entries = new ArrayList<>();
  private final List<Unreachable> unreachable = new ArrayList<>();
  private @Nullable Header header;
  private boolean unreadable;
  private int rows;

  ListCheck(
      Function<List<RecognisedRow>, Future<List<Entry>>> preview,
      Function<String, Optional<String>> districts,
      LocalDate today) {
    this.preview = preview;
    this.districts = districts;
    this.today = today;
  }

  /** Checks the next rows. */
  Future<Void> next(List<Row> chunk, Progress progress) {
    Header known = header == null ? findHeader(chunk) : header;
    if (!known.faults().isEmpty()) {
      return Future.succeededFuture();
    }
    RowReader reader = new RowReader(known, today, districts);
    List<RecognisedRow> good = new ArrayList<>();
    for (Row row : chunk) {
      if (row.line() > known.row().line()) {
        rows++;
        check(reader.read(row), row.line(), good);
      }
    }
    progress.at(Progress.Stage.CHECKING, rows, 0);
    good.removeIf(row -> isBad(row.line()));
    return good.isEmpty() ? Future.succeededFuture() : preview.apply(good).map(this::previewed);
  }

  /** A table that cannot be read is a fault of the table; anything else stays a failure. */
  Future<Void> unreadable(Throwable failure) {
    if (failure instanceof Unreadable cause) {
      unreadable = true;
      add(cause.fault());
      return Future.succeededFuture();
    }
    return Future.failedFuture(failure);
  }

  /** Whether there is something to record and nothing that forbids it. */
  boolean mayRecord(RecogniseTalents.Options options) {
    if (!unreadable && rows == 0 && faults.isEmpty()) {
      add(Fault.of(0, "", header == null ? RowFlaw.NO_HEADER : RowFlaw.NO_ROWS));
    }
    boolean sound = !unreadable && header != null && header.faults().isEmpty() && rows > 0;
    return sound && !options.dryRun() && (faults.isEmpty() || options.rejected() != null);
  }

  /** What there is to say when nothing is recorded. */
  ImportReport report() {
    Map<Result, Integer> counts = new EnumMap<>(Result.class);
    List<Fault> remarks = new ArrayList<>();
    for (Entry entry : entries) {
      if (!isBad(entry.line())) {
        counts.merge(entry.result(), 1, Integer::sum);
        remark(entry, remarks);
      }
    }
    return new ImportReport(rows, false, counts, faults(), remarks, unreachable(), null);
  }

  /** The headings; only of a list that may be recorded. */
  Header header() {
    if (header == null) {
      throw new IllegalStateException("header: not found yet");
    }
    return header;
  }

  /** A reader of rows under these headings. */
  RowReader reader() {
    return new RowReader(header(), today, districts);
  }

  /** Whether a line has a fault. */
  boolean isBad(int line) {
    return faults.containsKey(line);
  }

  /** The faults of a line. */
  List<Fault> faults(int line) {
    return List.copyOf(faults.getOrDefault(line, List.of()));
  }

  /** All faults, by line. */
  List<Fault> faults() {
    return faults.values().stream().flatMap(List::stream).toList();
  }

  /** Notes one more fault. */
  void add(Fault fault) {
    faults.computeIfAbsent(fault.line(), line -> new ArrayList<>(1)).add(fault);
  }

  /** How many rows there are. */
  int rows() {
    return rows;
  }

  /** The talents nobody can reach, those of bad rows left out. */
  List<Unreachable> unreachable() {
    return unreachable.stream().filter(talent -> !isBad(talent.line())).toList();
  }

  /** Notes what was done otherwise than a row says. */
  static void remark(Entry entry, List<Fault> remarks) {
    if (entry.note() != null) {
      remarks.add(Fault.of(entry.line(), entry.note()));
    }
  }

  private Header findHeader(List<Row> chunk) {
    Row headings =
        chunk.stream()
            .limit(TITLE_ROWS)
            .filter(Header::looksLikeOne)
            .findFirst()
            .orElse(chunk.get(0));
    Header found = Header.read(headings);
    found.faults().forEach(this::add);
    header = found;
    return found;
  }

  private void check(RowReader.Checked checked, int line, List<RecognisedRow> good) {
    checked.faults().forEach(this::add);
    RecognisedRow row = checked.row();
    if (row == null) {
      return;
    }
    row.talent().documents().forEach(document -> checkTwice(document, line));
    if (!row.talent().isReachable()) {
      unreachable.add(
          new Unreachable(line, row.talent().name().masked(), row.talent().employer().district()));
    }
    good.add(row);
  }

  /** Both rows are at fault: nobody can say which of them is meant. */
  private void checkTwice(IdentityDocument document, int line) {
    Integer first = lines.putIfAbsent(document, line);
    if (first == null) {
      return;
    }
    String heading = header().heading(Column.DOCUMENT_NUMBER, 1);
    Fault before = Fault.of(first, heading, RowFlaw.DOCUMENT_TWICE);
    if (!faults(first).contains(before)) {
      add(before);
    }
    add(Fault.of(line, heading, RowFlaw.DOCUMENT_TWICE));
  }

  private @Nullable Void previewed(List<Entry> previewed) {
    for (Entry entry : previewed) {
      if (entry.result() == Result.CONFLICT && entry.note() != null) {
        add(Fault.of(entry.line(), entry.note()));
      } else {
        entries.add(entry);
      }
    }
    return null;
  }
}
