package org.goldcard.card.talent;

/** Why a written value is refused, in the words of the person who has to put it right. */
public enum Flaw {
  EMPTY("未填写", "is empty"),
  TOO_LONG("过长", "is too long"),
  TOO_SHORT("过短", "is too short"),
  GARBLED("含乱码、控制字符或自造字", "has garbled, control or private-use characters"),
  NAME_CHARACTERS("含姓名中不应有的字符", "has characters that no name has"),
  DOCUMENT_TYPE("不是可用的证件类型", "is no known document type"),
  DOCUMENT_FORMAT("号码格式与证件类型不符", "does not have the form of this document's numbers"),
  DOCUMENT_RANGE("号码开头与证件类型不符，请核对证件类型", "begins like the number of another document type"),
  DOCUMENT_FIFTEEN_DIGITS(
      "15位旧身份证号码已停用，请填18位", "15-digit numbers are out of use, 18 digits are needed"),
  DOCUMENT_BIRTH_DATE("号码中的出生日期不存在", "holds a date of birth that does not exist"),
  DOCUMENT_BIRTH_LATER("号码中的出生日期晚于今天", "holds a date of birth after today"),
  DOCUMENT_CHECK_DIGIT("校验位不符，请核对号码", "fails its check digit"),
  PHONE(
      "不是有效的电话号码；境外号码请以+和国家码开头",
      "is no valid phone number; begin foreign ones with + and country code"),
  PHONE_NOT_MOBILE("不是手机号码，无法接收短信", "is not a mobile number and cannot receive messages"),
  EMAIL("不是有效的邮箱地址", "is no valid e-mail address"),
  COUNTRY("不是国家或地区代码或名称", "is no country code or name"),
  TALENT_CLASS("不是A、B、C、D之一", "is none of A, B, C, D"),
  DATE("不是有效日期，请写作2018-09-19", "is no date; write 2018-09-19"),
  YES_OR_NO("请填是或否", "is neither yes nor no"),
  DISTRICT("不是济南的区县或功能区", "is no district or functional zone of Jinan"),
  UNIT_LEVEL("不是单位层级（中央、省、市、区县、无）", "is no unit level (central, provincial, city, district, none)");

  private final String zh;
  private final String en;

  Flaw(String zh, String en) {
    this.zh = zh;
    this.en = en;
  }

  /** What is wrong, in Chinese, to follow the name of the field. */
  public String zh() {
    return zh;
  }

  /** What is wrong, in English, to follow the name of the field. */
  public String en() {
    return en;
  }
}
