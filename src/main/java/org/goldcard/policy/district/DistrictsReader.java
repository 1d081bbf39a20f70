package org.goldcard.policy.district;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.goldcard.policy.source.DatedName;
import org.goldcard.policy.source.Dates;
import org.goldcard.policy.source.Entry;
import org.goldcard.policy.source.Mistakes;
import org.goldcard.policy.source.Source;

/** Reads districts and windows at start and refuses them unless every district has its window. */
public final class DistrictsReader {
  /** Windows are owed from the day the rules came into force (articles 22, 29). */
  private static final LocalDate IN_FORCE = LocalDate.of(2018, 9, 19);

  private final Map<String, District> districts = new LinkedHashMap<>();
  private final Set<String> windowIds = new HashSet<>();

  private DistrictsReader() {}

  /** Reads the product's own files from the class path. */
  public static Districts read() {
    return read(
        Source.onClassPath("policy/districts.json"), Source.onClassPath("policy/windows.json"));
  }

  /**
   * Reads districts and windows.
   *
   * @throws org.goldcard.policy.source.RefusedSource naming every mistake of both and its place
   */
  public static Districts read(Source districts, Source windows) {
    Mistakes mistakes = new Mistakes();
    DistrictsReader reader = new DistrictsReader();
    List<District> all = districts.read(mistakes, reader::districts);
    List<ServiceWindow> served = windows.read(mistakes, reader::windows);
    mistakes.refuseIfAny();
    return new Districts(all, served);
  }

  private List<District> districts(Entry root) {
    root.remark("provenance");
    List<District> all = root.each("districts", this::district);
    for (int i = 0; i < all.size(); i++) {
      String successor = all.get(i).successor();
      if (successor != null && !districts.containsKey(successor)) {
        root.mistake("districts[" + i + "].successor", "unknown district " + successor);
      } else if (leadsBack(all.get(i))) {
        root.mistake("districts[" + i + "].successor", "leads back to itself");
      }
    }
    return all;
  }

  private District district(Entry entry) {
    District district =
        new District(
            entry.text("code"),
            entry.word("kind", District.Kind.class),
            DatedName.readAll(entry),
            entry.texts("aliases"),
            entry.dates(),
            entry.optionalText("successor").orElse(null),
            entry.text("provenance"));
    boolean numeric = district.code().matches("3701[0-9]{2}");
    boolean zone = district.kind() == District.Kind.ZONE;
    if (zone ? !district.code().matches("3701[A-Z]{2}") : !numeric) {
      entry.mistake("code", "not a code of a " + district.kind());
    }
    if (districts.put(district.code(), district) != null) {
      entry.mistake("code", "twice: " + district.code());
    }
    if (district.successor() != null && district.dates().to() == null) {
      entry.mistake("validTo", "missing, though there is a successor");
    }
    return district;
  }

  private boolean leadsBack(District start) {
    Set<String> seen = new HashSet<>();
    District current = start;
    while (current != null && seen.add(current.code())) {
      current = current.successor() == null ? null : districts.get(current.successor());
    }
    return current != null;
  }

  private List<ServiceWindow> windows(Entry root) {
    root.remark("provenance");
    List<ServiceWindow> all = root.each("windows", this::window);
    for (int i = 0; i < all.size(); i++) {
      if (overlapsEarlier(all, i)) {
        root.mistake("windows[" + i + "]", "overlaps another window of the same district");
      }
    }
    if (all.stream().noneMatch(ServiceWindow::isCity)) {
      root.mistake("windows", "no city window");
    }
    for (District district : districts.values()) {
      if (owesWindow(district) && all.stream().noneMatch(w -> opensWith(w, district))) {
        root.mistake("windows", "none for district " + district.code() + " from its first day");
      }
    }
    return all;
  }

  private ServiceWindow window(Entry entry) {
    ServiceWindow window =
        new ServiceWindow(
            entry.text("id"),
            entry.optionalText("district").orElse(null),
            entry.wording("name"),
            entry.wording("address"),
            entry.text("phone"),
            entry.wording("hours"),
            entry.dates(),
            entry.flag("sample"),
            entry.text("provenance"));
    if (!windowIds.add(window.id())) {
      entry.mistake("id", "twice: " + window.id());
    }
    if (window.district() != null && !districts.containsKey(window.district())) {
      entry.mistake("district", "unknown district " + window.district());
    }
    if (window.sample() != window.phone().contains("示例")) {
      entry.mistake("phone", "a sample number says 示例, a real one does not");
    }
    return window;
  }

  private static boolean overlapsEarlier(List<ServiceWindow> all, int index) {
    ServiceWindow window = all.get(index);
    return all.subList(0, index).stream()
        .filter(w -> Objects.equals(w.district(), window.district()))
        .anyMatch(w -> w.dates().overlaps(window.dates()));
  }

  private static boolean owesWindow(District district) {
    return district.dates().overlaps(new Dates(IN_FORCE, null));
  }

  private static boolean opensWith(ServiceWindow window, District district) {
    LocalDate from = district.dates().from();
    LocalDate first = from == null || from.isBefore(IN_FORCE) ? IN_FORCE : from;
    return Objects.equals(window.district(), district.code()) && window.dates().contains(first);
  }
}
