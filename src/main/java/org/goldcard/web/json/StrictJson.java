package org.goldcard.web.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.goldcard.token.jws.PlainJson;
import org.goldcard.web.json.BadBody.Flaw;

/**
 * Reads one JSON object (RFC 8259) from bytes: UTF-8 without mark, no member twice, at most {@value
 * #MAX_DEPTH} levels, nothing after it. Numbers are whole or they are of no use here.
 */
public final class StrictJson {
  static final int MAX_DEPTH = 4;

  /** The body's own limit is what bounds a text. */
  private static final int MAX_TEXT = 8 << 20;

  private static final int MAX_NUMBER = 20;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(2 * MAX_DEPTH)
                  .maxStringLength(MAX_TEXT)
                  .maxNumberLength(MAX_TEXT)
                  .maxNameLength(MAX_TEXT)
                  .build())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  private StrictJson() {}

  /**
   * Reads an object that has a list under one name; throws {@link BadBody} with the first flaw of
   * the object itself. What is wrong within an element shows when that element is read.
   *
   * @param max how many elements the list may have; at least one is wanted
   */
  public static ListBody readList(byte[] body, String member, int max) {
    return new ListReader(text(body), member, max).read();
  }

  /** Reads an object; throws {@link BadBody} with the first flaw found. */
  public static Fields read(byte[] body) {
    if (body.length == 0) {
      throw new BadBody(Flaw.EMPTY, "$");
    }
    Map<String, Object> plain = PlainJson.parse(body);
    return plain == null ? read(text(body), "$") : new Fields("$", plain);
  }

  /** Reads an object that stands somewhere in a body. */
  static Fields read(String text, String path) {
    try (JsonParser parser = JSON.createParser(text)) {
      Fields fields = document(parser, path);
      if (parser.nextToken() != null) {
        throw new BadBody(Flaw.NOT_JSON, path);
      }
      return fields;
    } catch (JsonProcessingException e) {
      throw new BadBody(Flaw.NOT_JSON, path);
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory fails never", e);
    }
  }

  private static String text(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw new BadBody(Flaw.NOT_UTF8, "$");
    }
  }

  private static Fields document(JsonParser parser, String path) throws IOException {
    enter(parser, path);
    return object(parser, path, 1);
  }

  /** Steps into the object that a text begins with. */
  static void enter(JsonParser parser, String path) throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw new BadBody(Flaw.EMPTY, path);
    }
    if (first != JsonToken.START_OBJECT) {
      throw new BadBody(Flaw.WRONG_TYPE, path);
    }
  }

  private static Fields object(JsonParser parser, String path, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw new BadBody(Flaw.TOO_DEEP, path);
    }
    Map<String, Object> members = new LinkedHashMap<>();
    while (next(parser, path) != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      String place = Fields.place(path, name);
      if (members.containsKey(name)) {
        throw new BadBody(Flaw.DUPLICATE, place);
      }
      members.put(name, value(parser, next(parser, place), place, depth));
    }
    return new Fields(path, members);
  }

  /** The next token; a text that breaks off or breaks the grammar is named by where it did. */
  static JsonToken next(JsonParser parser, String path) throws IOException {
    try {
      JsonToken token = parser.nextToken();
      if (token == null) {
        throw new BadBody(Flaw.NOT_JSON, path);
      }
      return token;
    } catch (JsonProcessingException e) {
      throw new BadBody(Flaw.NOT_JSON, path);
    }
  }

  @CanIgnoreReturnValue
  static Object value(JsonParser parser, JsonToken token, String path, int depth)
      throws IOException {
    return switch (token) {
      case VALUE_STRING -> string(parser, path);
      case VALUE_NUMBER_INT -> whole(parser, path);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case START_OBJECT -> object(parser, path, depth + 1);
      case START_ARRAY -> array(parser, path, depth + 1);
      default -> Other.VALUE;
    };
  }

  private static String string(JsonParser parser, String path) throws IOException {
    try {
      return parser.getText();
    } catch (JsonProcessingException e) {
      throw new BadBody(Flaw.NOT_JSON, path);
    }
  }

  private static Object whole(JsonParser parser, String path) throws IOException {
    String digits = string(parser, path);
    if (digits.length() > MAX_NUMBER) {
      return Other.VALUE;
    }
    try {
      return Long.valueOf(digits);
    } catch (NumberFormatException e) {
      return Other.VALUE;
    }
  }

  /** No array is wanted here; it is read to its end so that its own flaws are named first. */
  private static Object array(JsonParser parser, String path, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw new BadBody(Flaw.TOO_DEEP, path);
    }
    JsonToken token = next(parser, path);
    while (token != JsonToken.END_ARRAY) {
      value(parser, token, path + "[]", depth);
      token = next(parser, path);
    }
    return Other.VALUE;
  }

  /** A value of a kind no member of ours has: null, an array, a fraction, an endless number. */
  enum Other {
    VALUE
  }
}
