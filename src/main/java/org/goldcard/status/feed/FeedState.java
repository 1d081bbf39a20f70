package org.goldcard.status.feed;

/** What a node can say of its card table, besides its age. */
public enum FeedState {
  /** Nothing is loaded yet. */
  LOADING("loading", "正在载入名单", "the list is being loaded"),
  /** It is the log's, and the log can be read. */
  CURRENT("current", "名单与数据库一致", "the list is the record's"),
  /** The log cannot be read; it may still be proven by heartbeats. */
  LOG_AWAY(
      "log-away",
      "无法读取数据库，名单由Redis的心跳证明或逐渐变旧",
      "the record cannot be read: the list grows older unless heartbeats prove it"),
  /** The log is behind or beside what is known here; nothing is taken back. */
  ANOTHER_HISTORY(
      "another-history",
      "数据库缺少本节点已知的变更，可能是恢复的旧备份；不撤回任何停用，待管理员执行 status confirm-restore",
      "the record lacks changes this node knows, as a restored backup does; no stop is taken back"
          + " until an operator runs status confirm-restore");

  private final String code;
  private final String zh;
  private final String en;

  FeedState(String code, String zh, String en) {
    this.code = code;
    this.zh = zh;
    this.en = en;
  }

  /** A stable word for programs. */
  public String code() {
    return code;
  }

  /** In Chinese. */
  public String zh() {
    return zh;
  }

  /** In English. */
  public String en() {
    return en;
  }
}
