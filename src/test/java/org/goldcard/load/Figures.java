package org.goldcard.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Named figures, one a round, of which the medians count. */
public final class Figures {
  private final Map<String, List<Double>> values = new LinkedHashMap<>();

  public void add(String name, double value) {
    values.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
  }

  /** Forgets everything: what came before was for warming up. */
  public void clear() {
    values.clear();
  }

  /** The figure of the present round. */
  public double last(String name) {
    List<Double> all = values.getOrDefault(name, List.of());
    if (all.isEmpty()) {
      throw new IllegalArgumentException("name: no such figure");
    }
    return all.get(all.size() - 1);
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** The middle value; the mean of the two middle ones of an even number. */
  public double median(String name) {
    List<Double> sorted = values.getOrDefault(name, List.of()).stream().sorted().toList();
    if (sorted.isEmpty()) {
      throw new IllegalArgumentException("name: no such figure");
    }
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  public double smallest(String name) {
    return values.getOrDefault(name, List.of()).stream().mapToDouble(v -> v).min().orElse(0);
  }

  public double largest(String name) {
    return values.getOrDefault(name, List.of()).stream().mapToDouble(v -> v).max().orElse(0);
  }

  /** Median with the range it is from. */
  public String spread(String name, String format) {
    return (format + " [" + format + ".." + format + "]")
        .formatted(median(name), smallest(name), largest(name));
  }

  /** A line of a table about a goal. */
  public String against(String name, String goal, boolean reached) {
    return "| %s | %s | %s | %s |"
        .formatted(name, spread(name, "%.2f"), goal, reached ? "yes" : "NO");
  }
}
