package org.goldcard.policy.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * One data file, named and held as text; opened from the class path at start, before any event loop
 * runs.
 *
 * @param name how mistakes name it
 * @param text its content
 */
public record Source(String name, String text) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Reads a class-path resource such as {@code policy/services.json}. */
  public static Source onClassPath(String name) {
    try (InputStream in = Source.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + ": not on the class path");
      }
      return new Source(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(name + ": cannot be read", e);
    }
  }

  /**
   * Reads this file as one JSON object. What {@code reading} returns is only to be used once {@link
   * Mistakes#refuseIfAny} has passed.
   *
   * @throws RefusedSource at once if it is not a JSON object, for then nothing more can be said
   *     about it
   */
  public <T> T read(Mistakes mistakes, Function<Entry, T> reading) {
    JsonNode tree = tree(mistakes);
    if (!tree.isObject()) {
      mistakes.add(name, "not an object");
      throw new RefusedSource(mistakes.found());
    }
    Entry root = new Entry(tree, name + ": ", mistakes);
    T value = reading.apply(root);
    root.close();
    return value;
  }

  private JsonNode tree(Mistakes mistakes) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      mistakes.add(name + ": line " + line, e.getOriginalMessage());
      throw new RefusedSource(mistakes.found());
    }
  }
}
