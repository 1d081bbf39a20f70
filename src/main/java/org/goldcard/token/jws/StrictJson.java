package org.goldcard.token.jws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as token claims may be: one object in strict UTF-8 without duplicate names, its values text
 * without control characters or lone surrogates, whole numbers of at most ten digits, true or
 * false, or such an object again. No list, no null, no fraction or exponent.
 */
final class StrictJson {
  private static final int DEEPEST = 3;
  private static final int DIGITS = 10;
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private StrictJson() {}

  /** The members of an object; null when the bytes are anything else. */
  static @Nullable Map<String, Object> parse(byte[] json) {
    if (json.length == 0 || json[0] != '{' || json[json.length - 1] != '}') {
      return null;
    }
    Map<String, Object> plain = PlainJson.parse(json);
    return plain == null ? parseAny(json) : plain;
  }

  /** The same for any JSON, plain or not. */
  static @Nullable Map<String, Object> parseAny(byte[] json) {
    try (JsonParser parser = JSON.createParser(text(json))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      Map<String, Object> members = object(parser, 1);
      return members != null && parser.nextToken() == null ? members : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static String text(byte[] utf8) throws CharacterCodingException {
    for (byte b : utf8) {
      if (b < 0) {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
      }
    }
    return new String(utf8, StandardCharsets.ISO_8859_1);
  }

  private static @Nullable Map<String, Object> object(JsonParser parser, int depth)
      throws IOException {
    Map<String, Object> members = new HashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      Object value = value(parser, depth);
      if (value == null) {
        return null;
      }
      members.put(name, value);
    }
    return members;
  }

  private static @Nullable Object value(JsonParser parser, int depth) throws IOException {
    return switch (parser.nextToken()) {
      case VALUE_STRING -> isClean(parser.getText()) ? parser.getText() : null;
      case VALUE_NUMBER_INT -> parser.getTextLength() <= DIGITS ? parser.getLongValue() : null;
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case START_OBJECT -> depth < DEEPEST ? object(parser, depth + 1) : null;
      default -> null;
    };
  }

  private static boolean isClean(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == 0x7f) {
        return false;
      }
      if (Character.isSurrogate(c)) {
        boolean pair = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
