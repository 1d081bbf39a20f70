package org.goldcard.issuing.list;

/** What can be wrong with a row, a heading or the whole table beyond its single values. */
public enum RowFlaw {
  UNREADABLE("文件无法读取或已损坏", "The file cannot be read or is damaged"),
  UNKNOWN_ENCODING(
      "文件编码既不是UTF-8也不是GB18030，请另存为UTF-8",
      "The text is neither UTF-8 nor GB18030; save it as UTF-8"),
  UNKNOWN_FORMAT("不是CSV或XLSX文件", "The file is neither CSV nor XLSX"),
  OLD_EXCEL("旧版XLS或加密文件，请另存为不加密的XLSX", "An old XLS or an encrypted file; save it as plain XLSX"),
  CHANGED("导入过程中文件被修改，请重新导入", "The file was changed during the import; import it again"),
  TOO_BIG("文件过大", "The file is too big"),
  ROW_TOO_LONG("行或单元格过长，可能缺少引号", "A row or cell is too long; a quotation mark may be missing"),
  NO_ROWS("表中没有数据", "The table has no rows"),
  NO_HEADER("没有找到列名行", "No row of headings was found"),
  COLUMN_MISSING("缺少此列", "The column is missing"),
  COLUMN_UNKNOWN("无法识别的列名", "The heading is unknown"),
  COLUMN_TWICE("列名重复", "The column is there twice"),
  CELL_WITHOUT_COLUMN("单元格所在列没有列名", "A cell stands under no heading"),
  DIGITS_LOST(
      "号码被电子表格改成了数值，末几位已丢失，请以文本格式重新录入",
      "The spreadsheet turned the number into a value and lost its last digits; enter it as text"),
  CELL_TOO_LONG("内容过长", "is too long"),
  DOCUMENT_TWICE("此证件在表中重复出现", "The document appears more than once in the table"),
  SAME_DOCUMENT("同一行重复填写了同一证件", "The row names one document twice"),
  DOCUMENT_HALF("证件类型和号码须同时填写", "Type and number go together"),
  DATE_LATER("日期晚于今天", "is later than today"),
  DATE_RANGE("日期不在1990年至2100年之间", "is not between 1990 and 2100"),
  ENDS_BEFORE("到期日早于认定日期", "ends before the recognition begins"),
  NOT_INTRODUCED("填写了引进日期，但未标为引进", "has a day of introduction, but is not marked as introduced"),
  NATIONALITY_NEEDED("此类证件须填写国籍", "Documents of this type need a nationality"),
  UNIT_NEEDED("有单位层级时须填写所在单位", "A unit level needs a unit");

  private final String zh;
  private final String en;

  RowFlaw(String zh, String en) {
    this.zh = zh;
    this.en = en;
  }

  /** What is wrong, in Chinese. */
  public String zh() {
    return zh;
  }

  /** What is wrong, in English. */
  public String en() {
    return en;
  }
}
