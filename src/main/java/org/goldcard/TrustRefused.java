package org.goldcard;

import java.security.cert.CertificateException;
import java.util.Optional;
import org.goldcard.card.StoreUnavailable;
import org.goldcard.cli.port.CommandRefused;
import org.goldcard.cli.port.ExitCode;

/** A database that may not be trusted: nothing that repeating would mend. */
final class TrustRefused {
  private TrustRefused() {}

  /** The sentences for a failed start, if that is why. */
  static Optional<CommandRefused> explain(Throwable failure) {
    if (!(failure instanceof StoreUnavailable)) {
      return Optional.empty();
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException || isNotForThisHost(cause)) {
        return Optional.of(
            refused(
                "数据库的证书不受信任，或与主机名不符；请检查 DATABASE_URL 的主机名与 DATABASE_CA",
                "The database shows no trusted certificate for this host name: check the host in"
                    + " DATABASE_URL, and DATABASE_CA"));
      }
      if (isWithoutTls(cause)) {
        return Optional.of(
            refused(
                "数据库未启用 TLS，而 DATABASE_URL 要求加密连接",
                "The database offers no TLS, which DATABASE_URL asks for"));
      }
    }
    return Optional.empty();
  }

  private static CommandRefused refused(String zh, String en) {
    return new CommandRefused(ExitCode.NOT_READY, zh, en);
  }

  /** The JDBC driver checks the name by itself and has no exception of its own for it. */
  private static boolean isNotForThisHost(Throwable cause) {
    return text(cause).contains("could not be verified by hostnameverifier");
  }

  /** The two drivers say it in words only. */
  private static boolean isWithoutTls(Throwable cause) {
    String text = text(cause);
    return text.contains("does not support ssl") || text.contains("does not accept ssl");
  }

  private static String text(Throwable cause) {
    return String.valueOf(cause.getMessage()).toLowerCase(java.util.Locale.ROOT);
  }
}
