package org.goldcard.postgres.scans;

import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.goldcard.postgres.store.Rows;
import org.goldcard.records.ScanRecord;
import org.jspecify.annotations.Nullable;

/** Records as one array a column, for a statement that takes them all at once. */
final class RecordRows {
  private final List<ScanRecord> records;

  private RecordRows(List<ScanRecord> records) {
    this.records = records;
  }

  /** The parameters $1 to $18, in the order of the table's columns. */
  static Tuple of(List<ScanRecord> records) {
    RecordRows rows = new RecordRows(records);
    Tuple all = Tuple.tuple();
    all.addValue(rows.texts(ScanRecord::verificationId));
    all.addValue(rows.column(OffsetDateTime[]::new, r -> Rows.time(r.scannedAt())));
    all.addValue(rows.texts(r -> r.place().venue()));
    all.addValue(rows.texts(r -> r.place().checkpoint()));
    all.addValue(rows.texts(r -> r.place().client()));
    all.addValue(rows.texts(ScanRecord::result));
    all.addValue(rows.texts(ScanRecord::admit));
    all.addValue(rows.texts(ScanRecord::item));
    all.addValue(rows.texts(r -> r.shown().name()));
    all.addValue(rows.column(Short[]::new, r -> (short) ScanRecord.Flag.bits(r.flags())));
    all.addValue(rows.column(Long[]::new, ScanRecord::rev));
    all.addValue(rows.column(Integer[]::new, r -> millis(r.age())));
    all.addValue(rows.texts(ScanRecord::reference));
    all.addValue(rows.firsts(ScanRecord.First::verificationId));
    all.addValue(rows.firsts(ScanRecord.First::venue));
    all.addValue(rows.firsts(ScanRecord.First::checkpoint));
    all.addValue(rows.column(OffsetDateTime[]::new, RecordRows::firstAt));
    all.addValue(rows.texts(ScanRecord::nonce));
    return all;
  }

  private <T> @Nullable T[] column(
      IntFunction<@Nullable T[]> make, Function<ScanRecord, @Nullable T> value) {
    return records.stream().map(value).toArray(make);
  }

  private @Nullable String[] texts(Function<ScanRecord, @Nullable String> value) {
    return column(String[]::new, value);
  }

  private @Nullable String[] firsts(Function<ScanRecord.First, String> value) {
    return texts(r -> r.first() == null ? null : value.apply(r.first()));
  }

  private static @Nullable OffsetDateTime firstAt(ScanRecord record) {
    ScanRecord.First first = record.first();
    return first == null ? null : Rows.time(first.at());
  }

  private static @Nullable Integer millis(@Nullable Duration age) {
    return age == null ? null : (int) Math.min(Integer.MAX_VALUE, age.toMillis());
  }
}
