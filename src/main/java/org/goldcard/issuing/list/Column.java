package org.goldcard.issuing.list;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.goldcard.card.Text;

/** The columns of the list, by the names people give them. Their order in a table is free. */
public enum Column {
  NAME("姓名", "name", true, "证件上的姓名", "name as on the document", "人才姓名|full_name|xingming"),
  DOCUMENT_TYPE(
      "证件类型",
      "document_type",
      true,
      "居民身份证、港澳居民居住证、台湾居民居住证、外国人永久居留身份证、港澳居民来往内地通行证、台湾居民来往大陆通行证、护照",
      "RIC, HKMO_RP, TW_RP, FPR_NEW, FPR_OLD, HKMO_MTP, TW_MTP or PASSPORT",
      "证件种类|身份证件类型|id_type"),
  DOCUMENT_NUMBER(
      "证件号码",
      "document_number",
      true,
      "号码，以文本格式录入；更多证件用 证件类型2、证件号码2 至 8",
      "the number, entered as text; more documents as document_type_2, document_number_2 up to 8",
      "证件号|证件编号|身份证件号码|身份证号|身份证号码|id_number|document_no"),
  CLASS("层次", "class", true, "A、B、C或D", "A, B, C or D", "人才层次|认定层次|类别|人才类别|talent_class|level"),
  RECOGNISED_ON(
      "认定日期",
      "recognised_on",
      true,
      "2018-09-19",
      "2018-09-19",
      "认定时间|认定通过日期|recognized_on|recognition_date"),
  ENDS_ON(
      "到期日",
      "ends_on",
      false,
      "认定自身的截止日，可空",
      "the recognition's own last day, if any",
      "到期日期|截止日期|认定到期日|valid_until|expires_on"),
  PHONE("手机", "phone", false, "境外号码以+开头", "foreign ones begin with +", "手机号|手机号码|联系电话|电话|mobile"),
  EMAIL(
      "邮箱",
      "email",
      false,
      "手机和邮箱至少有一列",
      "one of phone and email must be a column",
      "电子邮箱|电子邮件|邮件|e-mail|mail"),
  UNIT(
      "所在单位",
      "unit",
      true,
      "单位层级为无时可空",
      "may be empty at unit level NONE",
      "工作单位|单位|单位名称|用人单位|employer"),
  UNIT_LEVEL(
      "单位层级",
      "unit_level",
      true,
      "中央、省、市、区县、无",
      "CENTRAL, PROVINCIAL, CITY, DISTRICT or NONE",
      "单位级别|单位隶属|隶属关系"),
  DISTRICT(
      "区县",
      "district",
      true,
      "工作地所在区县或功能区的名称或代码",
      "district of the workplace by name or code",
      "所在区县|工作地区县|区县(功能区)|所属区县|district_code"),
  NATIONALITY(
      "国籍",
      "nationality",
      true,
      "名称或ISO代码；身份证、居住证、台胞证可空",
      "country name or ISO code; may be empty for documents of Chinese nationals",
      "国籍(地区)|国家|country|citizenship"),
  INTRODUCED("引进", "introduced", true, "是或否", "yes or no", "是否引进|引进人才|是否为引进人才"),
  INTRODUCED_ON("引进日期", "introduced_on", false, "可空", "may be empty", "引进时间|introduction_date"),
  FULL_TIME("全职", "full_time", true, "是或否", "yes or no", "是否全职|全职工作|fulltime"),
  CORRECTION(
      "更正",
      "correction",
      false,
      "更正依据；填写即为更正，立即生效",
      "evidence; a row that has it is a correction and takes effect at once",
      "更正依据|更正说明|correction_evidence"),
  /** Read over: numbering, notes, and what the file of bad rows adds. */
  IGNORED(
      "备注",
      "remark",
      false,
      "不读取",
      "not read",
      "序号|编号|no|no.|备注说明|remarks|note|notes|行号|原因|line|reasons");

  private static final Map<String, Column> BY_KEY = byKey();

  private final String zh;
  private final String en;
  private final boolean required;
  private final String meaningZh;
  private final String meaningEn;
  private final String aliases;

  Column(
      String zh, String en, boolean required, String meaningZh, String meaningEn, String aliases) {
    this.zh = zh;
    this.en = en;
    this.required = required;
    this.meaningZh = meaningZh;
    this.meaningEn = meaningEn;
    this.aliases = aliases;
  }

  /** The heading in Chinese. */
  public String zh() {
    return zh;
  }

  /** The heading in English. */
  public String en() {
    return en;
  }

  /** Whether a table without it is refused. */
  public boolean isRequired() {
    return required;
  }

  /** What to write in it, in Chinese. */
  public String meaningZh() {
    return meaningZh;
  }

  /** What to write in it, in English. */
  public String meaningEn() {
    return meaningEn;
  }

  /** The other headings it is known by. */
  public List<String> aliases() {
    return List.of(aliases.split("\\|", -1));
  }

  /** One line on the column, for a manual: heading in both languages, need, meaning in both. */
  public String guide() {
    String need = required ? "必填列 required" : "可选列 optional";
    return zh + " / " + en + " (" + need + "): " + meaningZh + "; " + meaningEn;
  }

  static Optional<Column> named(String heading) {
    return Optional.ofNullable(BY_KEY.get(key(heading)));
  }

  private static Map<String, Column> byKey() {
    Map<String, Column> byKey = new HashMap<>();
    for (Column column : values()) {
      byKey.put(key(column.zh), column);
      byKey.put(key(column.en), column);
      column.aliases().forEach(alias -> byKey.put(key(alias), column));
    }
    return byKey;
  }

  /** Headings are compared without spaces, stars for required, colons and notes in brackets. */
  private static String key(String heading) {
    return Text.fold(heading.replaceAll("\\p{Cf}", "")).replaceAll("[ _*:-]", "");
  }
}
