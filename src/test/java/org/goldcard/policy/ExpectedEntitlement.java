package org.goldcard.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.goldcard.policy.source.Source;

/** One line of the table written by hand from the articles. */
record ExpectedEntitlement(
    String item,
    int article,
    Set<String> classes,
    String mode,
    String initiator,
    Set<String> conditions,
    Set<String> beneficiaries,
    Set<String> places,
    Set<String> scannedPlaces) {

  static List<ExpectedEntitlement> table() {
    return Source.onClassPath("policy/entitlements.txt")
        .text()
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(ExpectedEntitlement::parse)
        .toList();
  }

  private static ExpectedEntitlement parse(String line) {
    String[] cells = line.split("\\|", -1);
    String how = cells[3].strip();
    Set<String> where = words(cells[6]);
    return new ExpectedEntitlement(
        cells[0].strip(),
        Integer.parseInt(cells[1].strip()),
        cells[2].strip().chars().mapToObj(Character::toString).collect(Collectors.toSet()),
        mode(how.split(" ", -1)[0]),
        how.contains("!unit") ? "UNIT" : how.contains("!invitation") ? "ORGANISER" : "TALENT",
        words(cells[4]),
        words(cells[5]),
        where.stream().map(w -> w.replace("*", "")).collect(Collectors.toSet()),
        where.stream()
            .filter(w -> w.endsWith("*"))
            .map(w -> w.replace("*", ""))
            .collect(Collectors.toSet()));
  }

  private static String mode(String how) {
    return switch (how) {
      case "scan" -> "DIRECT";
      case "file" -> "ON_APPLICATION";
      case "both" -> "BOTH";
      default -> throw new IllegalStateException(how);
    };
  }

  private static Set<String> words(String cell) {
    String text = cell.strip();
    return text.equals("-")
        ? Set.of()
        : Arrays.stream(text.split(" +", -1)).collect(Collectors.toCollection(TreeSet::new));
  }
}
