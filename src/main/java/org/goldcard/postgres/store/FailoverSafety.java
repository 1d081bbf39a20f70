package org.goldcard.postgres.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;

/**
 * Whether an acknowledged change could be lost when a standby takes over or the machine stops: what
 * PostgreSQL's own settings and the standbys that follow it say. Any role may ask.
 *
 * @param followers standbys that stream from the primary; logical subscribers are not counted
 * @param hosts servers that the address names
 * @param waitsForStandby whether a commit waits for a standby
 * @param flushes whether a commit is on disk before it is acknowledged
 */
public record FailoverSafety(int followers, int hosts, boolean waitsForStandby, boolean flushes) {
  private static final String SQL =
      "select (select count(*) from pg_stat_replication r where not exists"
          + " (select from pg_replication_slots s"
          + " where s.active_pid = r.pid and s.slot_type = 'logical')"
          + " and r.state is distinct from 'backup')::int as followers,"
          + " current_setting('synchronous_standby_names') <> ''"
          + " and current_setting('synchronous_commit') not in ('off', 'local') as waits,"
          + " current_setting('fsync') = 'on'"
          + " and current_setting('synchronous_commit') <> 'off' as flushes";

  /** What it comes to. */
  public enum Verdict {
    /** Nothing acknowledged can be lost with one server. */
    SAFE,
    /** A standby that takes over may lack the last acknowledged changes. */
    LOSSY,
    /** A machine that stops may lose the last acknowledged changes, whether or not it has one. */
    UNFLUSHED
  }

  /** Asks the primary. */
  public static Future<FailoverSafety> of(Database database) {
    return database
        .query(SQL, Tuple.tuple())
        .map(rows -> read(rows.iterator().next(), database.hosts()));
  }

  private static FailoverSafety read(Row row, int hosts) {
    return new FailoverSafety(
        row.getInteger("followers"), hosts, row.getBoolean("waits"), row.getBoolean("flushes"));
  }

  /** What it comes to. */
  public Verdict verdict() {
    if (!flushes) {
      return Verdict.UNFLUSHED;
    }
    return waitsForStandby || (followers == 0 && hosts == 1) ? Verdict.SAFE : Verdict.LOSSY;
  }

  /** Why it is not safe, in Chinese. */
  public String zh() {
    return verdict() == Verdict.UNFLUSHED
        ? "PostgreSQL 在落盘之前就确认提交（fsync 或 synchronous_commit 已关闭）"
        : "PostgreSQL 有备库但提交不等待备库（synchronous_standby_names 为空），主备切换可能丢失已确认的变更";
  }

  /** Why it is not safe, in English. */
  public String en() {
    return verdict() == Verdict.UNFLUSHED
        ? "PostgreSQL acknowledges commits before they are on disk (fsync or synchronous_commit off)"
        : "PostgreSQL has a standby that no commit waits for (synchronous_standby_names is empty):"
            + " a failover may lose acknowledged changes";
  }
}
