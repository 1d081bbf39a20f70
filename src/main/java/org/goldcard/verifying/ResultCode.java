package org.goldcard.verifying;

/**
 * The closed list of answers to a scan, in the order in which they are tried: the first that
 * applies is the answer. The wording is the same on pages, in the API and in logs.
 */
public enum ResultCode {
  /** The venue asks nobody for a ticket. */
  FREE_FOR_ALL(Colour.GREEN, "本园免费开放，无需用卡", "Free for everyone"),
  /** Not a text of ours, or one that was changed. */
  BAD_CODE(Colour.RED, "不是有效的服务金卡码", "Not a gold-card code"),
  /** The code lies in the future beyond the allowed skew. */
  CLOCK_SKEW(Colour.RED, "设备时间不准", "Device clock is wrong"),
  /** The live code's minute is over. */
  CODE_EXPIRED(Colour.RED, "二维码已过期，请刷新", "Code expired – refresh"),
  /** A typed number could not be looked up just now. */
  LOOKUP_UNAVAILABLE(
      Colour.RED, "暂时无法查询号码，请出示金卡码", "Number lookup unavailable – show the live code"),
  /**
   * Suspended, lost, revoked, closed, superseded or unknown: all alike, the reason is not the
   * gate's business.
   */
  CARD_UNAVAILABLE(Colour.RED, "此卡当前不可用，请联系服务窗口", "Card not available – contact the window"),
  /** The list in memory is older than the venue allows, or has not reached the asked revision. */
  LIST_STALE(Colour.AMBER, "名单未及时更新，请人工登记", "List not up to date – register by hand"),
  /** Past 24:00 of the card's last day. */
  CARD_EXPIRED(Colour.RED, "服务金卡已到期，请联系服务窗口", "Card expired – contact the window"),
  /** A pass or a typed number where the venue takes live codes only. */
  LIVE_CODE_REQUIRED(Colour.RED, "请出示金卡码", "Show the live code"),
  /** The venue, or the item asked for, is not in the service today. */
  VENUE_NOT_COVERED(Colour.RED, "本场所未纳入该项服务", "Venue not in this service"),
  /** The item is not for the holder's class. */
  CLASS_NOT_COVERED(Colour.RED, "该事项不适用于持卡人层次", "Not covered for this card"),
  /** The ticket is not for this trip (article 19). */
  TICKET_MISMATCH(Colour.RED, "非当日当次票", "Ticket is not for this trip"),
  /** More companions than the article allows. */
  TOO_MANY_COMPANIONS(Colour.RED, "陪同人员超过规定人数", "Too many companions"),
  /** The code was used elsewhere. */
  CODE_USED(Colour.RED, "此码刚刚使用过", "Code already used"),
  /** A further visit of the day where the venue's agreement limits visits. */
  REPEAT_TODAY(Colour.AMBER, "今日再次入园", "Repeat visit today"),
  /** Judged by a scanner without a connection. */
  VALID_OFFLINE(Colour.AMBER, "离线核验通过，请核对证件", "Verified offline – check the ID"),
  /** Everything applies; now the person is checked. */
  VALID(Colour.GREEN, "有效，请核对证件", "Valid – check the ID");

  private final Colour colour;
  private final String zh;
  private final String en;

  ResultCode(Colour colour, String zh, String en) {
    this.colour = colour;
    this.zh = zh;
    this.en = en;
  }

  /** The colour when nothing else dims it. */
  public Colour colour() {
    return colour;
  }

  /** The wording in Chinese. */
  public String zh() {
    return zh;
  }

  /** The wording in English. */
  public String en() {
    return en;
  }

  /** Whether the holder gets in, once what must be checked has been checked. */
  public boolean admits() {
    return this == FREE_FOR_ALL || this == REPEAT_TODAY || this == VALID || this == VALID_OFFLINE;
  }

  /** How a verdict looks; never without its icon and word. */
  public enum Colour {
    GREEN,
    AMBER,
    RED
  }
}
