package org.goldcard.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Period;
import java.util.List;
import java.util.Map;
import org.goldcard.config.load.LoadBounds;
import org.goldcard.venues.device.SilenceRule;

/** The settings of the embedded default; its secrets were made on its first start. */
public final class Demonstration {
  private Demonstration() {}

  /**
   * What the embedded default brings along.
   *
   * @param databaseUrl of the embedded PostgreSQL
   * @param redisUrl of the embedded Redis
   * @param port to listen on, on 127.0.0.1
   * @param keys the signing keys
   * @param dataKey 32-byte key of encrypted fields, in base64
   * @param lookupKey 32-byte key under which they are found, in base64
   * @param spool where scan records wait
   */
  public record Parts(
      String databaseUrl,
      String redisUrl,
      int port,
      SigningKeys keys,
      Secret dataKey,
      Secret lookupKey,
      Path spool) {
    @Override
    public String toString() {
      return "Parts[port=" + port + "]";
    }
  }

  /** Where the embedded default keeps everything: {@code DATA_DIR}, or {@code data}. */
  public static Path dataDirectory(Map<String, String> environment) {
    return Path.of(environment.getOrDefault("DATA_DIR", "data"));
  }

  /** The settings of one node that does everything, on this machine only. */
  public static Settings settings(Parts parts) {
    return new Settings(
        Settings.Role.ALL,
        URI.create("http://127.0.0.1:" + parts.port()),
        new Listening(
            "127.0.0.1", parts.port(), null, null, List.of(), LoadBounds.usual().unbalanced()),
        new DatabaseAddress(parts.databaseUrl(), null),
        RedisAddress.of(parts.redisUrl()),
        parts.keys(),
        new FieldKeys(Map.of(1, parts.dataKey()), 1, parts.lookupKey()),
        new CardTerm(Period.ofYears(5), CardTerm.Anchor.FIRST_ISSUE),
        new Settings.Operation(
            false,
            parts.spool(),
            Settings.Metrics.LOOPBACK,
            true,
            Settings.Outbound.usual(),
            SilenceRule.usual(),
            null));
  }
}
