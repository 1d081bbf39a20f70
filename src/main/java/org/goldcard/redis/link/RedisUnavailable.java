package org.goldcard.redis.link;

import io.netty.handler.ssl.NotSslRecordException;
import java.security.cert.CertificateException;
import org.jspecify.annotations.Nullable;

/** Redis cannot be reached, does not answer in time, or is not fit for this service. */
public final class RedisUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean unfit;

  private RedisUnavailable(String message, @Nullable Throwable cause, boolean unfit) {
    super(message, cause);
    this.unfit = unfit;
  }

  static RedisUnavailable because(Throwable cause) {
    return cause instanceof RedisUnavailable known
        ? known
        : new RedisUnavailable("redis does not answer", cause, false);
  }

  /** For the greeting of a connection, whose errors name a server or a setting and nothing else. */
  public static RedisUnavailable notConnected(Throwable cause) {
    return cause instanceof RedisUnavailable known
        ? known
        : new RedisUnavailable(
            "Redis 无法使用 / Redis cannot be used: " + cause.getMessage(), cause, false);
  }

  static RedisUnavailable away() {
    return new RedisUnavailable("redis is not connected", null, false);
  }

  static RedisUnavailable replica() {
    return new RedisUnavailable(
        "该 Redis 是副本，不是主库 / this Redis is a replica, not the master", null, false);
  }

  static RedisUnavailable noMaster() {
    return new RedisUnavailable("没有 Sentinel 说出主库 / no Sentinel names a master", null, false);
  }

  static RedisUnavailable evicting(String policy) {
    return new RedisUnavailable(
        "Redis 的 maxmemory-policy 为 "
            + policy
            + "，会淘汰状态数据；请设为 noeviction 后再启动。 (Redis may evict status data: maxmemory-policy is "
            + policy
            + ", it must be noeviction.)",
        null,
        true);
  }

  /** Asked for TLS it shows no certificate that counts for its name, or speaks no TLS at all. */
  private static RedisUnavailable untrusted(Throwable cause) {
    return new RedisUnavailable(
        "Redis 的证书不受信任、与主机名不符，或该端口未启用 TLS；请检查 REDIS_URL 的主机名与 REDIS_CA。"
            + " (Redis shows no trusted certificate for this host name, or no TLS at this port: check"
            + " the host in REDIS_URL, and REDIS_CA.)",
        cause,
        true);
  }

  /** What became of opening a connection: what repeating does not mend is unfit. */
  static Throwable opening(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException || cause instanceof NotSslRecordException) {
        return untrusted(failure);
      }
    }
    return failure;
  }

  /** The library is missing or older, and this user may not load it. */
  static RedisUnavailable withoutFunctions(int found, int needed) {
    return new RedisUnavailable(
        "Redis 中的函数库为第 "
            + found
            + " 版，需要第 "
            + needed
            + " 版；请用部署用户执行 goldcard redis load-functions（环境变量 REDIS_DEPLOY_URL）。"
            + " (The functions in Redis are of version "
            + found
            + ", version "
            + needed
            + " is needed: run goldcard redis load-functions with REDIS_DEPLOY_URL set.)",
        null,
        true);
  }

  /** Whether it answers but must not be used as it is set up: then a start is refused. */
  public boolean isUnfit() {
    return unfit;
  }
}
