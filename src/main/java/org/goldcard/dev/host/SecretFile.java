package org.goldcard.dev.host;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Named secrets in one file of mode 0600, each made once and kept from then on. */
public final class SecretFile {
  private SecretFile() {}

  /**
   * The kept secrets; a missing one is made and kept before this returns.
   *
   * @param directory where they are kept, made when it is missing
   * @param name the file there
   * @param makers how to make each secret; values must be visible ASCII
   */
  public static Map<String, String> open(
      Path directory, String name, Map<String, Supplier<String>> makers) throws IOException {
    Path file = directory.resolve(name);
    Map<String, String> secrets = read(file);
    boolean complete = secrets.keySet().containsAll(makers.keySet());
    makers.forEach((key, maker) -> secrets.computeIfAbsent(key, absent -> maker.get()));
    if (!complete) {
      OwnerOnly.directory(directory);
      OwnerOnly.write(file, text(secrets));
    }
    return Map.copyOf(secrets);
  }

  /** The kept secrets, none when there is no file. */
  public static Map<String, String> read(Path file) throws IOException {
    Map<String, String> found = new TreeMap<>();
    if (Files.exists(file)) {
      Properties properties = new Properties();
      properties.load(new StringReader(Files.readString(file, StandardCharsets.UTF_8)));
      properties.forEach((name, value) -> found.put(name.toString(), value.toString()));
    }
    return found;
  }

  /** Writes all of them, replacing what was there. */
  public static void write(Path file, Map<String, String> values) throws IOException {
    OwnerOnly.write(file, text(values));
  }

  private static String text(Map<String, String> secrets) {
    StringBuilder lines = new StringBuilder();
    new TreeMap<>(secrets).forEach((name, value) -> lines.append(line(name, value)));
    return lines.toString();
  }

  private static String line(String name, String value) {
    if (!name.matches("[A-Za-z0-9._-]+")) {
      throw new IllegalArgumentException("name: letters, digits and ._- only");
    }
    if (!value.matches("\\p{Graph}+")) {
      throw new IllegalArgumentException("value: must be visible ASCII");
    }
    return name + "=" + value.replace("\\", "\\\\") + "\n";
  }
}
