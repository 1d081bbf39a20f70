package org.goldcard.web.json;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.goldcard.web.json.BadBody.Flaw;

/** Names with values as forms and queries carry them ({@code a=1&b=2}), none of them twice. */
public final class Form {
  /**
   * What stands in such a text; everything else comes percent-encoded. Possessive: a greedy loop
   * over alternatives takes a stack frame for every character.
   */
  private static final Pattern WELL_FORMED =
      Pattern.compile("(?:[\\x21-\\x24\\x26-\\x7e]++|%[0-9A-Fa-f]{2})*+");

  private Form() {}

  /**
   * Reads a text; throws {@link BadBody} with places such as {@code query.ahead}.
   *
   * @param parent what the names belong to, such as {@code query}
   */
  public static Map<String, String> read(String text, String parent) {
    if (!WELL_FORMED.matcher(text).matches()) {
      throw new BadBody(Flaw.NOT_JSON, parent);
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : text.isEmpty() ? new String[0] : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals), parent);
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1), parent);
      if (values.put(name, value) != null) {
        throw new BadBody(Flaw.DUPLICATE, Fields.place(parent, name));
      }
    }
    return values;
  }

  /** One encoded value; throws {@link BadBody} when it is malformed. */
  public static String decode(String text) {
    if (!WELL_FORMED.matcher(text).matches()) {
      throw new BadBody(Flaw.NOT_JSON, "form");
    }
    return decode(text, "form");
  }

  private static String decode(String text, String parent) {
    byte[] bytes =
        URLDecoder.decode(text, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new BadBody(Flaw.NOT_UTF8, parent);
    }
  }
}
