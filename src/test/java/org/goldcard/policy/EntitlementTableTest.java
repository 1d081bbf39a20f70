package org.goldcard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.goldcard.card.TalentClass;
import org.junit.jupiter.api.Test;

/** The data file against a table that was written from the articles, not from the data file. */
class EntitlementTableTest {
  private final Policy policy = PolicyReader.read();
  private final List<ExpectedEntitlement> table = ExpectedEntitlement.table();

  @Test
  void theTableAndTheRulebookNameTheSame32Items() {
    assertThat(table).hasSize(32);
    assertThat(policy.items())
        .extracting(Item::code)
        .containsExactlyElementsOf(table.stream().map(ExpectedEntitlement::item).toList());
  }

  @Test
  void everyItemIsOpenToExactlyTheClassesAtExactlyThePlacesOfItsArticle() {
    SoftAssertions softly = new SoftAssertions();
    for (ExpectedEntitlement row : table) {
      for (TalentClass talentClass : TalentClass.values()) {
        for (VenueType type : VenueType.values()) {
          boolean expected =
              row.classes().contains(talentClass.name()) && row.places().contains(type.name());
          softly
              .assertThat(codes(policy.usableAt(type, talentClass)).contains(row.item()))
              .as("%s for class %s at %s", row.item(), talentClass, type)
              .isEqualTo(expected);
        }
      }
    }
    softly.assertAll();
  }

  @Test
  void theCardIsScannedForExactlyTheItemsAndPlacesMarkedSo() {
    SoftAssertions softly = new SoftAssertions();
    for (VenueType type : VenueType.values()) {
      Set<String> expected =
          table.stream()
              .filter(row -> row.scannedPlaces().contains(type.name()))
              .map(ExpectedEntitlement::item)
              .collect(Collectors.toSet());
      softly.assertThat(codes(policy.scannedAt(type))).as("%s", type).isEqualTo(expected);
    }
    softly.assertAll();
    assertThat(policy.items().stream().filter(Item::scanned)).hasSize(12);
  }

  @Test
  void everyItemCarriesTheFactsInitiatorAndBeneficiariesOfItsArticle() {
    SoftAssertions softly = new SoftAssertions();
    for (ExpectedEntitlement row : table) {
      Item item = policy.item(row.item()).orElseThrow();
      softly.assertThat(item.article()).as(row.item()).isEqualTo(row.article());
      softly.assertThat(item.mode().name()).as(row.item()).isEqualTo(row.mode());
      softly.assertThat(item.initiator().name()).as(row.item()).isEqualTo(row.initiator());
      softly
          .assertThat(names(item.conditions().stream()))
          .as(row.item())
          .isEqualTo(row.conditions());
      softly
          .assertThat(item.beneficiaries().stream().map(EntitlementTableTest::words))
          .as(row.item())
          .containsExactlyInAnyOrderElementsOf(row.beneficiaries());
    }
    softly.assertAll();
  }

  private static Set<String> codes(List<Item> items) {
    return items.stream().map(Item::code).collect(Collectors.toSet());
  }

  private static Set<String> names(Stream<Condition> conditions) {
    return conditions.map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
  }

  private static String words(Beneficiary beneficiary) {
    Integer max = beneficiary.max();
    return beneficiary.kind() + (max == null ? "" : "=" + max);
  }
}
