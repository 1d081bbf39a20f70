package org.goldcard.web.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.goldcard.web.json.BadBody.Flaw;
import org.jspecify.annotations.Nullable;

/**
 * Takes a body with one list apart into the texts of its elements, in one pass that builds nothing
 * of what stands in them. For one body.
 */
final class ListReader {
  private static final int MAX_DEPTH = 100;
  private static final int MAX_TEXT = 8 << 20;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_TEXT)
                  .maxNumberLength(MAX_TEXT)
                  .maxNameLength(MAX_TEXT)
                  .build())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  private final String text;
  private final String member;
  private final int max;
  private @Nullable List<ListBody.Element> elements;

  ListReader(String text, String member, int max) {
    this.text = text;
    this.member = member;
    this.max = max;
  }

  ListBody read() {
    try (JsonParser parser = JSON.createParser(text)) {
      StrictJson.enter(parser, "$");
      Map<String, Object> rest = members(parser);
      if (parser.nextToken() != null) {
        throw new BadBody(Flaw.NOT_JSON, "$");
      }
      return new ListBody(new Fields("$", rest), found(rest));
    } catch (JsonProcessingException e) {
      throw new BadBody(Flaw.NOT_JSON, "$");
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory fails never", e);
    }
  }

  private List<ListBody.Element> found(Map<String, Object> rest) {
    String place = Fields.place("$", member);
    if (elements == null) {
      throw new BadBody(rest.containsKey(member) ? Flaw.WRONG_TYPE : Flaw.MISSING, place);
    }
    if (elements.isEmpty()) {
      throw new BadBody(Flaw.BAD_VALUE, place);
    }
    return elements;
  }

  private Map<String, Object> members(JsonParser parser) throws IOException {
    Map<String, Object> rest = new LinkedHashMap<>();
    while (StrictJson.next(parser, "$") != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      String place = Fields.place("$", name);
      boolean isList = name.equals(member);
      if (rest.containsKey(name) || (isList && elements != null)) {
        throw new BadBody(Flaw.DUPLICATE, place);
      }
      JsonToken token = StrictJson.next(parser, place);
      if (isList && token == JsonToken.START_ARRAY) {
        elements = elements(parser, place);
      } else {
        rest.put(name, StrictJson.value(parser, token, place, 1));
      }
    }
    return rest;
  }

  private List<ListBody.Element> elements(JsonParser parser, String place) throws IOException {
    List<ListBody.Element> found = new ArrayList<>();
    JsonToken token = StrictJson.next(parser, place);
    while (token != JsonToken.END_ARRAY) {
      if (found.size() == max) {
        throw new BadBody(Flaw.BAD_VALUE, place);
      }
      String at = place + "[" + found.size() + "]";
      found.add(element(parser, token, at));
      token = StrictJson.next(parser, at);
    }
    return found;
  }

  private ListBody.Element element(JsonParser parser, JsonToken token, String at)
      throws IOException {
    int start = (int) parser.currentTokenLocation().getCharOffset();
    try {
      parser.skipChildren();
    } catch (StreamConstraintsException e) {
      throw new BadBody(Flaw.TOO_DEEP, at);
    } catch (JsonProcessingException e) {
      throw new BadBody(Flaw.NOT_JSON, at);
    }
    int end = (int) parser.currentLocation().getCharOffset();
    return new ListBody.Element(
        at, token == JsonToken.START_OBJECT ? text.substring(start, end) : null);
  }
}
