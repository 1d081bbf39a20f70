package org.goldcard.policy.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object of a data file, read field by field. A field that is missing or wrong is noted
 * with its place and answered by a stand-in, so that the rest is read too; the file as a whole is
 * refused at the end. A field nobody asked for is a mistake.
 */
public final class Entry {
  private final JsonNode node;
  private final String path;
  private final Mistakes mistakes;
  private final Set<String> asked = new HashSet<>();

  Entry(JsonNode node, String path, Mistakes mistakes) {
    this.node = node;
    this.path = path;
    this.mistakes = mistakes;
  }

  /** Whether a field is there at all. */
  public boolean has(String field) {
    return node.has(field);
  }

  /** Notes a mistake at a field of this object. */
  public void mistake(String field, String what) {
    mistakes.add(path + field, what);
  }

  /** A text that must be there and say something. */
  public String text(String field) {
    String text = optionalText(field).orElse("");
    if (text.isEmpty() && !has(field)) {
      mistake(field, "missing");
    }
    return text;
  }

  /** A text that may be left out, but not left empty. */
  public Optional<String> optionalText(String field) {
    JsonNode value = ask(field);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isTextual() || value.textValue().isBlank()) {
      mistake(field, "not a text");
      return Optional.empty();
    }
    return Optional.of(value.textValue());
  }

  /** The two texts {@code <field>Zh} and {@code <field>En}; both must be there. */
  public Wording wording(String field) {
    return new Wording(text(field + "Zh"), text(field + "En"));
  }

  /** Both texts or neither. */
  public Wording optionalWording(String field) {
    boolean any = has(field + "Zh") || has(field + "En");
    return any ? wording(field) : Wording.NONE;
  }

  /** A whole number that must be there, both bounds included. */
  public int whole(String field, int min, int max) {
    JsonNode value = ask(field);
    if (!value.canConvertToInt() || !value.isIntegralNumber()) {
      mistake(field, value.isMissingNode() ? "missing" : "not a whole number");
      return min;
    }
    if (value.intValue() < min || value.intValue() > max) {
      mistake(field, "not " + min + " to " + max);
      return min;
    }
    return value.intValue();
  }

  /** A whole number that may be left out. */
  public Optional<Integer> optionalWhole(String field, int min, int max) {
    return has(field) ? Optional.of(whole(field, min, max)) : Optional.empty();
  }

  /** A text for the readers of the file only, which must be there: where its facts come from. */
  public void remark(String field) {
    String unused = text(field);
  }

  /** Yes or no; must be there. */
  public boolean flag(String field) {
    JsonNode value = ask(field);
    if (!value.isBoolean()) {
      mistake(field, value.isMissingNode() ? "missing" : "not true or false");
    }
    return value.booleanValue();
  }

  /** Yes, or no when left out. */
  public boolean optionalFlag(String field) {
    return has(field) && flag(field);
  }

  /** A day as {@code yyyy-mm-dd}; null when left out. */
  public @Nullable LocalDate date(String field) {
    String text = optionalText(field).orElse(null);
    try {
      return text == null ? null : LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      mistake(field, "not a date");
      return null;
    }
  }

  /** The fields {@code validFrom} and {@code validTo}, each of which may be left out. */
  public Dates dates() {
    LocalDate from = date("validFrom");
    LocalDate to = date("validTo");
    if (from != null && to != null && to.isBefore(from)) {
      mistake("validTo", "before validFrom");
      return Dates.ALWAYS;
    }
    return new Dates(from, to);
  }

  /** One word of a closed list; must be there. */
  public <E extends Enum<E>> E word(String field, Class<E> words) {
    String text = text(field);
    return text.isEmpty() ? words.getEnumConstants()[0] : known(field, text, words);
  }

  /** One word of a closed list, or what stands for leaving it out. */
  public <E extends Enum<E>> E word(String field, Class<E> words, E absent) {
    return has(field) ? word(field, words) : absent;
  }

  /** Words of a closed list, in order, none twice; must be there and may be empty. */
  public <E extends Enum<E>> Set<E> words(String field, Class<E> words) {
    Set<E> result = new LinkedHashSet<>();
    List<String> texts = texts(field);
    for (int i = 0; i < texts.size(); i++) {
      result.add(known(field + "[" + i + "]", texts.get(i), words));
    }
    return result;
  }

  /** Texts, in order, none twice; must be there and may be empty. */
  public List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    JsonNode list = list(field);
    for (int i = 0; i < list.size(); i++) {
      String place = field + "[" + i + "]";
      String text = list.get(i).asText("");
      if (!list.get(i).isTextual() || text.isBlank()) {
        mistake(place, "not a text");
      } else if (texts.contains(text)) {
        mistake(place, "twice");
      } else {
        texts.add(text);
      }
    }
    return texts;
  }

  /** Objects, in order; must be there and may be empty. */
  public <T> List<T> each(String field, Function<Entry, T> reading) {
    List<T> result = new ArrayList<>();
    visit(field, entry -> result.add(reading.apply(entry)));
    return result;
  }

  /** Objects that may be left out altogether. */
  public <T> List<T> optionalEach(String field, Function<Entry, T> reading) {
    return has(field) ? each(field, reading) : List.of();
  }

  /** Objects that are taken in by the reading itself. */
  public void visit(String field, Consumer<Entry> reading) {
    JsonNode list = list(field);
    for (int i = 0; i < list.size(); i++) {
      Entry entry = part(list.get(i), field + "[" + i + "]");
      reading.accept(entry);
      entry.close();
    }
  }

  /** One object; must be there. */
  public <T> T one(String field, Function<Entry, T> reading) {
    Entry entry = part(ask(field), field);
    T result = reading.apply(entry);
    entry.close();
    return result;
  }

  /** Notes every field nobody asked for. */
  void close() {
    node.fieldNames()
        .forEachRemaining(name -> noteUnless(asked.contains(name), name, "unknown field"));
  }

  private void noteUnless(boolean fine, String field, String what) {
    if (!fine) {
      mistake(field, what);
    }
  }

  private <E extends Enum<E>> E known(String place, String text, Class<E> words) {
    E[] all = words.getEnumConstants();
    Optional<E> found = Arrays.stream(all).filter(e -> e.name().equals(text)).findFirst();
    noteUnless(found.isPresent(), place, "unknown " + words.getSimpleName() + " " + text);
    return found.orElse(all[0]);
  }

  /** What is no object is said once; what is then missing in it is not. */
  private Entry part(JsonNode value, String place) {
    noteUnless(value.isObject(), place, value.isMissingNode() ? "missing" : "not an object");
    return new Entry(value, path + place + ".", value.isObject() ? mistakes : new Mistakes());
  }

  private JsonNode list(String field) {
    JsonNode value = ask(field);
    if (!value.isArray()) {
      mistake(field, value.isMissingNode() ? "missing" : "not a list");
      return MissingNode.getInstance();
    }
    return value;
  }

  private JsonNode ask(String field) {
    asked.add(field);
    return node.path(field);
  }
}
