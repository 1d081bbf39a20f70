package org.goldcard.venues.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.goldcard.policy.Policy;
import org.goldcard.policy.PolicyReader;
import org.goldcard.policy.district.Districts;
import org.goldcard.policy.district.DistrictsReader;
import org.goldcard.policy.source.RefusedSource;
import org.goldcard.policy.source.Source;
import org.goldcard.testkit.DemoVenues;
import org.goldcard.venues.Venue;
import org.goldcard.venues.VenuesReader;
import org.junit.jupiter.api.Test;

class VenueFileTest {
  private static final Policy POLICY = PolicyReader.read();
  private static final Districts DISTRICTS = DistrictsReader.read();
  private final VenueFile file = DemoVenues.file();

  @Test
  void saysWhatTheFileSaysVenueByVenue() {
    List<Venue> read = VenuesReader.read(POLICY, DISTRICTS).all();
    assertThat(file.tree(POLICY, DISTRICTS).all()).containsExactlyInAnyOrderElementsOf(read);
    assertThat(VenueFile.read(file.source("again"), POLICY, DISTRICTS)).isEqualTo(file);
  }

  @Test
  void theOrderOfVenuesAndFieldsMakesNoDifference() {
    VenueFile one =
        new VenueFile("x", Map.of("A", "{\"id\":\"A\",\"b\":1}", "B", "{\"id\":\"B\"}"));
    VenueFile same =
        new VenueFile("y", Map.of("B", "{\"id\":\"B\"}", "A", "{\"b\": 1, \"id\": \"A\"}"));
    assertThat(same.digest()).isEqualTo(one.digest());
    assertThat(VenueDifference.between(one.venues(), same).isEmpty()).isTrue();
    VenueFile other =
        new VenueFile("x", Map.of("A", "{\"id\":\"A\",\"b\":2}", "B", "{\"id\":\"B\"}"));
    assertThat(other.digest()).isNotEqualTo(one.digest());
  }

  @Test
  void aDifferenceNamesNewChangedAndRemovedVenuesWithTheirFields() {
    Map<String, String> before = new HashMap<>(file.venues());
    Map<String, String> after = new HashMap<>(file.venues());
    String airport = after.getOrDefault("JN-TNA", "");
    after.put(
        "JN-TNA",
        airport
            .replace("\"numberLookup\":true", "\"numberLookup\":false")
            .replace("济南遥墙国际机场", "济南遥墙机场"));
    before.remove("JN-QIANFO");
    after.remove("JN-RW-WEST");
    VenueDifference found = VenueDifference.between(before, new VenueFile("", after));
    assertThat(found.added()).containsExactly("JN-QIANFO");
    assertThat(found.removed()).containsExactly("JN-RW-WEST");
    assertThat(found.changed()).isEqualTo(Map.of("JN-TNA", List.of("nameZh", "site")));
    assertThat(found.same()).isEqualTo(file.venues().size() - 3);
  }

  @Test
  void refusesAFileWithEveryMistakeAtOnce() {
    Source source =
        new Source(
            "mine.json",
            VenuesReader.demonstration()
                .text()
                .replace("\"department\": \"AIRPORT\"", "\"department\": \"NOBODY\"")
                .replace("\"district\": \"370105\"", "\"district\": \"999999\""));
    assertThatThrownBy(() -> VenueFile.read(source, POLICY, DISTRICTS))
        .isInstanceOf(RefusedSource.class)
        .hasMessageContaining("mine.json: venues[0].department")
        .hasMessageContaining("unknown district 999999");
  }
}
