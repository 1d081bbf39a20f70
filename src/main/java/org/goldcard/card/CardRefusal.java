package org.goldcard.card;

/** Why a change of a card is refused. The constants are the stable problem codes of the API. */
public enum CardRefusal {
  /** No card with this number. */
  CARD_UNKNOWN("没有这张金卡", "No such card"),
  /** No recognised talent with this reference. */
  TALENT_UNKNOWN("没有这位人才的认定记录", "No recognised talent with this reference"),
  /** The talent's card was withdrawn; a new one comes only by reinstatement. */
  TALENT_WITHDRAWN(
      "该人才的金卡已收回，须恢复资格后方可申领", "The card was withdrawn; only reinstatement gives a new one"),
  /** The recognition ended before the card could start. */
  RECOGNITION_ENDED("认定已到期", "The recognition has ended"),
  /** The change does not lead out of the card's state. */
  WRONG_STATE("金卡当前状态不允许此操作", "The card's state does not allow this"),
  /** An upgrade that is none: the class is the same or lower. */
  NOT_HIGHER("新层次不高于现有层次，不属于升级", "The new class is not higher"),
  /** The same retry key came with another request. */
  RETRY_KEY_REUSED("幂等键已用于另一请求", "The idempotency key was used for another request"),
  /** Only an executed consent of the talent office withdraws a card (article 24(3)). */
  CONSENT_MISSING("收回金卡须经人才办同意", "Only an executed consent withdraws a card");

  private final String zh;
  private final String en;

  CardRefusal(String zh, String en) {
    this.zh = zh;
    this.en = en;
  }

  /** The sentence in Chinese. */
  public String zh() {
    return zh;
  }

  /** The sentence in English. */
  public String en() {
    return en;
  }
}
