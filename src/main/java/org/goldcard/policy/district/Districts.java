package org.goldcard.policy.district;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.goldcard.card.Text;

/** The districts of Jinan and their windows, as read by {@link DistrictsReader}; immutable. */
public final class Districts {
  private static final List<String> OUTER_NAMES = List.of("山东省", "济南市", "济南");

  private final Map<String, District> byCode = new LinkedHashMap<>();
  private final Map<String, List<District>> byName = new HashMap<>();
  private final List<ServiceWindow> windows;

  Districts(List<District> districts, List<ServiceWindow> windows) {
    this.windows = List.copyOf(windows);
    for (District district : districts) {
      byCode.put(district.code(), district);
      for (String name : spellings(district)) {
        byName.computeIfAbsent(name, n -> new ArrayList<>()).add(district);
      }
    }
  }

  /** All districts ever recorded. */
  public List<District> all() {
    return List.copyOf(byCode.values());
  }

  /** The districts that exist on a day. */
  public List<District> on(LocalDate day) {
    return byCode.values().stream().filter(d -> d.dates().contains(day)).toList();
  }

  /** A district by its code, whether it still exists or not. */
  public Optional<District> byCode(String code) {
    return Optional.ofNullable(byCode.get(code));
  }

  /**
   * The district meant by a code, name or alias on a day: "历下", "济南市历下区", "370102". A district that
   * has gone over into another answers as that one; empty where nothing or more than one is meant,
   * or where it does not belong to the city yet.
   */
  public Optional<District> find(String text, LocalDate day) {
    Set<District> meant = new LinkedHashSet<>();
    for (District district : byName.getOrDefault(key(text), List.of())) {
      existing(district, day).ifPresent(meant::add);
    }
    return meant.size() == 1 ? Optional.of(meant.iterator().next()) : Optional.empty();
  }

  /** The window of the city on a day. */
  public Optional<ServiceWindow> cityWindow(LocalDate day) {
    return windows.stream().filter(w -> w.isCity() && w.dates().contains(day)).findFirst();
  }

  /** The sub-window of a district, or of what it went over into, on a day. */
  public Optional<ServiceWindow> window(String code, LocalDate day) {
    return byCode(code)
        .flatMap(d -> existing(d, day))
        .flatMap(d -> windows.stream().filter(w -> serves(w, d, day)).findFirst());
  }

  /** All windows ever recorded. */
  public List<ServiceWindow> windows() {
    return windows;
  }

  private static boolean serves(ServiceWindow window, District district, LocalDate day) {
    return Objects.equals(window.district(), district.code()) && window.dates().contains(day);
  }

  private Optional<District> existing(District district, LocalDate day) {
    District current = district;
    while (current != null && !current.dates().contains(day)) {
      current = current.successor() == null ? null : byCode.get(current.successor());
    }
    return Optional.ofNullable(current);
  }

  private static Set<String> spellings(District district) {
    Set<String> spellings = new LinkedHashSet<>();
    spellings.add(key(district.code()));
    district.aliases().forEach(alias -> spellings.add(key(alias)));
    district.names().forEach(name -> addName(spellings, name.name().zh()));
    district.names().forEach(name -> spellings.add(key(name.name().en())));
    return spellings;
  }

  private static void addName(Set<String> spellings, String name) {
    String key = key(name);
    spellings.add(key);
    // 历下区 is also 历下; what is left must still be a name.
    if (key.length() > 2 && (key.endsWith("区") || key.endsWith("县"))) {
      spellings.add(key.substring(0, key.length() - 1));
    }
  }

  private static String key(String text) {
    String key = Text.fold(text).replace(" ", "");
    for (String outer : OUTER_NAMES) {
      if (key.startsWith(outer) && key.length() > outer.length() + 1) {
        key = key.substring(outer.length());
      }
    }
    return key;
  }
}
