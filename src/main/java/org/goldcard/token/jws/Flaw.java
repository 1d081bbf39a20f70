package org.goldcard.token.jws;

/**
 * Why a token counts for nothing, in the order of the checks: the cheapest first, the first that
 * fails is the answer.
 */
public enum Flaw {
  /** Longer than its kind may be. */
  TOO_LONG(Sort.BAD, "凭证过长", "the token is too long"),
  /** Not exactly three non-empty parts. */
  NOT_THREE_PARTS(Sort.BAD, "不是三段式凭证", "not exactly three non-empty parts"),
  /** A part is not the one spelling of its bytes. */
  NOT_CANONICAL(Sort.BAD, "编码不规范", "a part is not canonical base64url"),
  /** The header is not exactly alg, kid and typ. */
  BAD_HEADER(Sort.BAD, "头部不符合规定", "the header is not exactly alg, kid and typ"),
  /** No key has this name. */
  UNKNOWN_KEY(Sort.BAD, "没有对应的密钥", "no key has this name"),
  /** The key is used with another algorithm. */
  WRONG_ALGORITHM(Sort.BAD, "算法与密钥不符", "the algorithm is not the key's"),
  /** Another kind of token, or one that this key does not sign. */
  WRONG_KIND(Sort.BAD, "凭证类型不符", "not a kind accepted here, or not of this key"),
  /** The signature is not 64 bytes. */
  SIGNATURE_LENGTH(Sort.BAD, "签名长度不符", "the signature is not 64 bytes"),
  /** Nothing this key signed counts any more. */
  KEY_WITHDRAWN(Sort.BAD, "密钥已撤销", "the key was withdrawn"),
  /** The signature is not the key's. */
  BAD_SIGNATURE(Sort.BAD, "签名不正确", "the signature is wrong"),
  /** The payload is not strict JSON with exactly the claims of its kind. */
  BAD_CLAIMS(Sort.BAD, "内容不符合规定", "the claims are not exactly those of its kind"),
  /** A number outside its range. */
  OUT_OF_RANGE(Sort.BAD, "数值超出范围", "a number is out of range"),
  /** Someone else issued it. */
  WRONG_ISSUER(Sort.BAD, "签发方不符", "the issuer is not this service"),
  /** It is for someone else. */
  WRONG_AUDIENCE(Sort.BAD, "接收方不符", "the audience is another"),
  /** Its time has not come: a clock is wrong, or it was saved for later. */
  TOO_EARLY(Sort.EARLY, "尚未生效，请核对时钟", "its time has not come; check the clocks"),
  /** Its time is over. */
  EXPIRED(Sort.LATE, "已过期", "its time is over");

  private final Sort sort;
  private final String zh;
  private final String en;

  Flaw(Sort sort, String zh, String en) {
    this.sort = sort;
    this.zh = zh;
    this.en = en;
  }

  /** What it comes down to for whoever scans. */
  public Sort sort() {
    return sort;
  }

  /** The meaning in Chinese. */
  public String zh() {
    return zh;
  }

  /** The meaning in English. */
  public String en() {
    return en;
  }

  /** What a flaw comes down to. */
  public enum Sort {
    /** Not ours, damaged or forged: BAD_CODE. */
    BAD,
    /** From the future: CLOCK_SKEW. */
    EARLY,
    /** From the past: CODE_EXPIRED, or the end of a pass. */
    LATE
  }
}
