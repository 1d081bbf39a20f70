package org.goldcard.wiring;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import org.goldcard.config.FieldKeys;
import org.goldcard.config.RedisAddress;
import org.goldcard.config.Settings;
import org.goldcard.postgres.store.DatabaseSettings;
import org.goldcard.redis.link.RedisServers;
import org.goldcard.token.secret.FieldCipher;

/** The settings of a deployment in the words of its stores. */
public final class StoreSettings {
  private StoreSettings() {}

  static DatabaseSettings database(Settings settings) {
    return DatabaseSettings.of(settings.database().url(), settings.database().authority());
  }

  /** The Redis servers of an address. */
  public static RedisServers redis(RedisAddress address) {
    return new RedisServers(
        address.endpoints(), address.masterName(), address.sentinelLogin(), address.authority());
  }

  public static FieldCipher cipher(FieldKeys keys) {
    Map<Integer, byte[]> masters = new HashMap<>();
    keys.data().forEach((id, key) -> masters.put(id, FieldKeys.bytes(key)));
    // A node that only verifies holds no such key: this one opens nothing.
    masters.computeIfAbsent(keys.current(), id -> SecureRandom.getSeed(FieldCipher.KEY_LENGTH));
    return new FieldCipher(masters, keys.current(), new SecureRandom());
  }
}
