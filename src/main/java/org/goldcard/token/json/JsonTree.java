package org.goldcard.token.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A value of a JSON text. Duplicate names, text after the end, nesting below {@link #DEEPEST} and
 * whole numbers beyond 64 bits are refused. What is asked for and not there is a value that is
 * nothing, so that a path of names needs no test at each step. Immutable.
 */
public final class JsonTree implements Iterable<JsonTree> {
  /** Objects and lists within each other, at most. */
  public static final int DEEPEST = 32;

  private static final JsonTree NOTHING = new JsonTree(null);
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** A map, a list, a text, a Long, a BigDecimal or a Boolean; null for nothing and for null. */
  private final @Nullable Object value;

  private JsonTree(@Nullable Object value) {
    this.value = value;
  }

  /**
   * The value in some bytes of UTF-8.
   *
   * @throws IOException when they are not exactly one JSON text of the kind described above
   */
  public static JsonTree parse(byte[] json) throws IOException {
    try (JsonParser parser = JSON.createParser(json)) {
      parser.nextToken();
      JsonTree tree = read(parser, 0);
      if (parser.nextToken() != null) {
        throw new IOException("json: text after the end");
      }
      return tree;
    }
  }

  private static JsonTree read(JsonParser parser, int depth) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null || depth > DEEPEST) {
      throw new IOException("json: no value, or too deep");
    }
    return switch (token) {
      case START_OBJECT -> new JsonTree(members(parser, depth + 1));
      case START_ARRAY -> new JsonTree(elements(parser, depth + 1));
      case VALUE_STRING -> new JsonTree(parser.getText());
      case VALUE_NUMBER_INT -> new JsonTree(parser.getLongValue());
      case VALUE_NUMBER_FLOAT -> new JsonTree(parser.getDecimalValue());
      case VALUE_TRUE -> new JsonTree(true);
      case VALUE_FALSE -> new JsonTree(false);
      case VALUE_NULL -> NOTHING;
      default -> throw new IOException("json: no value");
    };
  }

  private static Map<String, JsonTree> members(JsonParser parser, int depth) throws IOException {
    Map<String, JsonTree> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, read(parser, depth));
    }
    return members;
  }

  private static List<JsonTree> elements(JsonParser parser, int depth) throws IOException {
    List<JsonTree> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(read(parser, depth));
    }
    return elements;
  }

  /** The member of this name; nothing where there is none. */
  public JsonTree path(String name) {
    JsonTree member = members().get(name);
    return member == null ? NOTHING : member;
  }

  /** Whether there is a member of this name. */
  public boolean has(String name) {
    return members().containsKey(name);
  }

  /** The members of an object, in their order; none for any other value. */
  @SuppressWarnings("unchecked") // Nothing here makes another map.
  public Map<String, JsonTree> members() {
    return value instanceof Map<?, ?> ? (Map<String, JsonTree>) value : Map.of();
  }

  /** The elements of a list, in their order; none for any other value. */
  @SuppressWarnings("unchecked") // Nothing here makes another list.
  public List<JsonTree> elements() {
    return value instanceof List<?> ? (List<JsonTree>) value : List.of();
  }

  @Override
  public Iterator<JsonTree> iterator() {
    return elements().iterator();
  }

  /** Whether it is a list. */
  public boolean isList() {
    return value instanceof List<?>;
  }

  /** The text; null for any other value. */
  public @Nullable String text() {
    return value instanceof String text ? text : null;
  }

  /** The text; empty for any other value. */
  public String asText() {
    return value instanceof String text ? text : "";
  }

  /** The whole number; empty for any other value, a fraction and an exponent included. */
  public OptionalLong whole() {
    return value instanceof Long number ? OptionalLong.of(number) : OptionalLong.empty();
  }

  /** The number, whole or not; zero for any other value. */
  public BigDecimal decimal() {
    if (value instanceof Long number) {
      return BigDecimal.valueOf(number);
    }
    return value instanceof BigDecimal number ? number : BigDecimal.ZERO;
  }

  /** True or false; null for any other value. */
  public @Nullable Boolean flag() {
    return value instanceof Boolean flag ? flag : null;
  }

  /** Never shows what it holds. */
  @Override
  public String toString() {
    return "JsonTree[" + (value == null ? "nothing" : value.getClass().getSimpleName()) + "]";
  }
}
