package org.goldcard.policy.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A good data file with faults put in by hand, places named as mistakes name them. */
public final class Broken {
  private static final JsonMapper JSON = new JsonMapper();

  private final String name;
  private final JsonNode root;

  private Broken(String name, JsonNode root) {
    this.name = name;
    this.root = root;
  }

  /** Starts from one of the product's own files. */
  public static Broken from(String name) {
    try {
      return new Broken(name, JSON.readTree(Source.onClassPath(name).text()));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts JSON in the place of a field, or adds the field. */
  public Broken put(String place, String json) {
    int dot = place.lastIndexOf('.');
    JsonNode owner = dot < 0 ? root : at(place.substring(0, dot));
    JsonNode value = parse(json);
    String last = place.substring(dot + 1);
    if (last.endsWith("]")) {
      int open = last.indexOf('[');
      int index = Integer.parseInt(last.substring(open + 1, last.length() - 1));
      JsonNode unused = ((ArrayNode) owner.get(last.substring(0, open))).set(index, value);
    } else {
      JsonNode unused = ((ObjectNode) owner).set(last, value);
    }
    return this;
  }

  /** Takes a field away. */
  public Broken drop(String place) {
    int dot = place.lastIndexOf('.');
    JsonNode owner = dot < 0 ? root : at(place.substring(0, dot));
    JsonNode unused = ((ObjectNode) owner).remove(place.substring(dot + 1));
    return this;
  }

  /** The place of the object in a list of the root whose field has a value. */
  public String find(String list, String field, String value) {
    for (int i = 0; i < root.get(list).size(); i++) {
      if (root.get(list).get(i).path(field).asText().equals(value)) {
        return list + "[" + i + "]";
      }
    }
    throw new IllegalArgumentException(list + ": none with this " + field);
  }

  /** The file with its faults. */
  public Source source() {
    return new Source(name, root.toString());
  }

  /** What reading a file is refused for. */
  public static List<String> mistakes(ThrowingCallable reading) {
    RefusedSource refused = catchThrowableOfType(RefusedSource.class, reading);
    assertThat(refused).as("refused").isNotNull();
    return refused.mistakes();
  }

  private JsonNode at(String place) {
    String pointer = "/" + place.replace("[", "/").replace("]", "").replace(".", "/");
    return root.at(pointer);
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
