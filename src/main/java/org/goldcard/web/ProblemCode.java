package org.goldcard.web;

/**
 * The stable codes of problems that are not about a card's business (those are the constants of
 * {@link org.goldcard.card.CardRefusal}). A code once published keeps its meaning.
 */
public enum ProblemCode {
  BODY_EMPTY(400, "请求体为空", "The body is empty"),
  BODY_UNEXPECTED(400, "此请求不应有请求体", "This request takes no body"),
  BODY_NOT_UTF8(400, "请求体不是UTF-8编码", "The body is not UTF-8"),
  BODY_MALFORMED(400, "请求体不完整或格式错误", "The body is incomplete or malformed"),
  BODY_TOO_DEEP(400, "请求体嵌套过深", "The body is nested too deeply"),
  BODY_TOO_LARGE(413, "请求体过大", "The body is too large"),
  BODY_TOO_SLOW(408, "请求体传输过慢", "The body arrived too slowly"),
  MEDIA_TYPE(415, "请求体的类型或编码不受支持", "The body's media type or encoding is not supported"),
  EXPECTATION(417, "不支持该Expect请求头", "The expectation cannot be met"),
  FIELD_DUPLICATE(400, "同一项出现两次", "Something is named twice"),
  FIELD_UNKNOWN(400, "未知的字段或参数", "An unknown field or parameter"),
  FIELD_MISSING(400, "缺少必填项", "Something required is missing"),
  FIELD_TYPE(400, "类型错误", "The wrong type"),
  FIELD_VALUE(400, "取值不合要求", "A value that is not allowed"),
  REQUEST_MALFORMED(400, "请求格式错误", "The request is malformed"),
  URI_TOO_LONG(414, "网址过长", "The address is too long"),
  HEADERS_TOO_LARGE(431, "请求头过大", "The headers are too large"),
  TOKEN_MISSING(401, "缺少访问令牌", "An access token is required"),
  TOKEN_INVALID(401, "访问令牌无效或已过期", "The access token is not valid, or no longer"),
  SCOPE_MISSING(403, "访问令牌权限不足", "The access token does not cover this"),
  VENUE_BOUND(403, "绑定场所的客户端不能访问此资源", "A client of a venue sees only its venue"),
  VENUE_MISSING(403, "该客户端未绑定核验场所", "This client scans for no venue"),
  VENUE_NOT_YOURS(403, "该客户端不在此场所或核验点使用", "This client does not scan at that place"),
  ADDRESS_DENIED(403, "该客户端不得从此地址访问", "This client may not call from this address"),
  SANDBOX_ONLY(403, "此资源仅供沙箱客户端使用", "Only a client of the sandbox has this resource"),
  NOT_IN_SANDBOX(403, "沙箱中没有此资源", "The sandbox has no such resource"),
  PLAIN_HTTP(403, "须经HTTPS或受信任的代理访问", "Only over HTTPS or a trusted proxy"),
  ORIGIN_DENIED(403, "请从本站页面操作", "Only from this service's own pages"),
  NOT_FOUND(404, "没有此资源", "No such resource"),
  METHOD_NOT_ALLOWED(405, "不支持该请求方法", "The resource does not take this method"),
  REQUEST_ID_REUSED(409, "该requestId已用于另一个码", "The requestId was used for another code"),
  DOCUMENT_AMBIGUOUS(
      409, "有多位人才登记了此证件号码，请改用talentId", "Several talents have this document; use talentId"),
  DOCUMENT_INVALID(400, "证件号码不合格式", "Not a number of this type of document"),
  STORE_UNAVAILABLE(503, "记录库暂不可用，请凭原幂等键重试", "The record is unavailable; repeat with the same key"),
  TIMEOUT(503, "处理超时，请凭原幂等键重试", "Taking too long; repeat with the same key"),
  RATE_LIMITED(429, "请求过于频繁，请稍后再试", "Too many requests; try again later"),
  QUOTA_EXCEEDED(429, "该客户端的配额已用完", "The quota of this client is used up"),
  STATUS_UNPROVEN(503, "名单未及时更新，暂不能判断", "The list is not up to date; nothing can be said just now"),
  OVERLOADED(503, "服务繁忙，请稍后再试", "Too busy just now; try again shortly"),
  NOT_READY(503, "服务尚未就绪", "Not ready yet"),
  INTERNAL(500, "服务内部错误", "An internal error");

  private final int status;
  private final String zh;
  private final String en;

  ProblemCode(int status, String zh, String en) {
    this.status = status;
    this.zh = zh;
    this.en = en;
  }

  /** The HTTP status. */
  public int status() {
    return status;
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
