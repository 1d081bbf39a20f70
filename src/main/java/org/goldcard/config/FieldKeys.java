package org.goldcard.config;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The keys of the encrypted fields. {@code DATA_KEY} is one key, or several as {@code
 * id:key,id:key}, the first of which encrypts while all of them open; so a key can be replaced.
 *
 * @param data 32-byte keys in base64 by their id, 0 to 255; empty where no field is opened
 * @param current the id of the key that encrypts
 * @param lookup 32-byte key in base64 under which encrypted fields are found
 */
public record FieldKeys(Map<Integer, Secret> data, int current, Secret lookup) {
  private static final String DATA = "DATA_KEY";
  private static final String LOOKUP = "LOOKUP_KEY";
  private static final int BYTES = 32;
  private static final int LEAST_DIFFERENT = 8;
  private static final Pattern NUMBERED = Pattern.compile("(\\d{1,3}):(.+)");

  /** Copies the keys. */
  public FieldKeys {
    data = Map.copyOf(data);
  }

  /** A key's bytes. */
  public static byte[] bytes(Secret key) {
    return Base64.getDecoder().decode(key.value());
  }

  static Optional<FieldKeys> read(Variables variables, Settings.Role role) {
    Optional<Secret> lookup =
        variables
            .requiredSecret(LOOKUP)
            .filter(key -> isKey(variables, LOOKUP, key))
            .map(Secret::new);
    if (role == Settings.Role.VERIFY) {
      if (variables.hasSecret(DATA)) {
        variables.refuse(DATA, "仅核验的节点不得持有", "a node that only verifies must not hold it");
      }
      return lookup.map(key -> new FieldKeys(Map.of(), 0, key));
    }
    Map<Integer, Secret> data = new LinkedHashMap<>();
    variables.requiredSecret(DATA).ifPresent(text -> collect(variables, text, data));
    if (data.isEmpty() || lookup.isEmpty()) {
      return Optional.empty();
    }
    variables.holds(
        !data.containsValue(lookup.get()), LOOKUP, "不得与 DATA_KEY 相同", "must differ from DATA_KEY");
    return Optional.of(new FieldKeys(data, data.keySet().iterator().next(), lookup.get()));
  }

  private static void collect(Variables variables, String text, Map<Integer, Secret> data) {
    for (String part : text.split(",", -1)) {
      Matcher numbered = NUMBERED.matcher(part.strip());
      boolean hasNumber = numbered.matches();
      int id = hasNumber ? Integer.parseInt(numbered.group(1)) : 1;
      String key = hasNumber ? numbered.group(2) : part.strip();
      boolean fits =
          variables.holds(id <= 255, DATA, "编号须为 0 至 255", "ids must be 0 to 255")
              && isKey(variables, DATA, key);
      if (fits && data.putIfAbsent(id, new Secret(key)) != null) {
        variables.refuse(DATA, "编号重复", "an id occurs twice");
      }
    }
  }

  private static boolean isKey(Variables variables, String variable, String key) {
    byte[] bytes = decoded(key);
    long different = IntStream.range(0, bytes.length).map(i -> bytes[i]).distinct().count();
    if (bytes.length != BYTES) {
      variables.refuse(
          variable,
          "应为 32 字节随机数的 base64（openssl rand -base64 32）",
          "must be 32 random bytes in base64 (openssl rand -base64 32)");
      return false;
    }
    if (Strength.isDemo(new String(bytes, 0, 4, StandardCharsets.US_ASCII))) {
      variables.refuse(variable, "是演示用的密钥，不能用于正式服务", "is a demonstration secret");
      return false;
    }
    return variables.holds(different >= LEAST_DIFFERENT, variable, "不是随机数", "is not random");
  }

  private static byte[] decoded(String key) {
    try {
      return Base64.getDecoder().decode(key);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
