package org.goldcard.web.json;

import java.util.List;
import java.util.function.Function;
import org.goldcard.web.json.BadBody.Flaw;
import org.jspecify.annotations.Nullable;

/**
 * A body that is an object with one list of objects. Each element is read by itself, so that what
 * is wrong with one harms no other.
 *
 * @param rest the other members of the object
 * @param elements in order, at least one
 */
public record ListBody(Fields rest, List<Element> elements) {
  /** Copies the elements. */
  public ListBody {
    elements = List.copyOf(elements);
  }

  /**
   * One element, not read yet.
   *
   * @param path its place, such as {@code $.verifications[17]}
   * @param text its text, a complete JSON object; null when it is anything else
   */
  public record Element(String path, @Nullable String text) {
    /** Reads a record from it; throws {@link BadBody} with places below its own. */
    public <T> T read(Function<Fields, T> reader) {
      if (text == null) {
        throw new BadBody(Flaw.WRONG_TYPE, path);
      }
      return StrictJson.read(text, path).read(reader);
    }
  }
}
