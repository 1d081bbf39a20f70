package org.goldcard.venues;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.goldcard.policy.Policy;
import org.goldcard.policy.PolicyReader;
import org.goldcard.policy.district.Districts;
import org.goldcard.policy.district.DistrictsReader;
import org.goldcard.policy.source.Broken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of broken venue file stops the start and names the place. */
class VenuesReaderTest {
  private static final String FILE = "venues/venues.json";
  private static final Policy POLICY = PolicyReader.read();
  private static final Districts DISTRICTS = DistrictsReader.read();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          JN-ZOO           | type                       | "BEACH"        | type: unknown VenueType BEACH
          JN-ZOO           | id                         | "JN-TNA"       | id: twice: JN-TNA
          JN-ZOO           | parent                     | "JN-NOWHERE"   | parent: unknown venue JN-NOWHERE
          JN-ZOO           | parent                     | "JN-ZOO"       | parent: leads back to itself
          JN-SPRING        | parent                     | "JN-SPRING-HEIHU" | parent: leads back to itself
          JN-ZOO           | aliases                    | ["趵突泉"]      | aliases: 趵突泉 also names JN-SPRING-BAOTU
          JN-ZOO           | district                   | "370199"       | district: unknown district 370199
          JN-ZOO           | department                 | "MAGIC"        | department: unknown department MAGIC
          JN-ZOO           | govInvested                | false          | govInvested: false for a PARK_GOV_INVESTED
          JN-ZOO           | participates               | "yes"          | participates: not true or false
          JN-ZOO           | evidence                   | []             | evidence: none: the card proves no identity
          JN-ZOO           | evidence[0]                | "SMILE"        | evidence[0]: unknown Evidence SMILE
          JN-ZOO           | onboarding                 | "ASLEEP"       | onboarding: unknown Onboarding ASLEEP
          JN-ZOO           | agreements                 | []             | onboarding: LIVE without an agreement of its own or above
          JN-ZOO           | agreements[0].items        | []             | agreements[0].items: none
          JN-ZOO           | agreements[0].items[0]     | "FREE.LUNCH"   | agreements[0].items[0]: unknown item FREE.LUNCH
          JN-ZOO           | agreements[0].items[0]     | "CUSTOMS.CLEARANCE" | agreements[0].items[0]: not scanned at a PARK_GOV_INVESTED
          JN-HOSP-CENTRAL  | agreements[0].items[0]     | "MEDICAL.TIER_1" | agreements[0].items[0]: not scanned at a HOSPITAL_DESIGNATED
          JN-ZOO           | agreements[0].validTo      | "2025-12-31"   | agreements[0].validTo: before validFrom
          JN-ZOO           | agreements[0].number       | "2026-1"       | agreements[0].number: a sample says 示例, a real agreement does not
          JN-ZOO           | agreements[0].exclusionsZh | "不含"          | agreements[0].exclusionsEn: missing
          JN-ZOO           | checkpoints[1].id          | "JN-ZOO-S"     | checkpoints[1].id: twice
          JN-ZOO           | checkpoints[0].kind        | "HOLE"         | checkpoints[0].kind: unknown Kind HOLE
          JN-ZOO           | site.stalenessSeconds      | 0              | site.stalenessSeconds: not 1 to 900
          JN-ZOO           | site.stalenessSeconds      | 5.5            | site.stalenessSeconds: not a whole number
          JN-ZOO           | site.pastStaleness         | "ADMIT"        | site.pastStaleness: unknown PastStaleness ADMIT
          JN-ZOO           | sample                     | true           | nameZh: a sample says 示例, a real place does not
          JN-ZOO           | colour                     | "green"        | colour: unknown field
          JN-QIANFO        | ratings                    | []             | ratings: none of 3 and above for a SCENIC_3A_PLUS
          JN-QIANFO        | ratings[0].grade           | 6              | ratings[0].grade: not 1 to 5
          JN-QIANFO        | ratings[0].grade           | 2              | ratings: none of 3 and above for a SCENIC_3A_PLUS
          """)
  void refusesAWrongValueAndNamesItsPlace(String venue, String field, String json, String what) {
    Broken file = Broken.from(FILE);
    String place = file.find("venues", "id", venue);
    assertThat(mistakes(file.put(place + "." + field, json)))
        .contains(FILE + ": " + place + "." + what);
  }

  @ParameterizedTest
  @CsvSource({
    "id",
    "type",
    "nameZh",
    "nameEn",
    "operatorZh",
    "department",
    "govInvested",
    "participates",
    "evidence",
    "onboarding",
    "site",
    "site.numberLookup",
    "site.staticPasses",
    "site.countsVisits",
    "provenance",
    "agreements[0].number",
    "agreements[0].validFrom",
    "agreements[0].items",
    "agreements[0].sample",
    "agreements[0].provenance",
    "checkpoints[0].attended",
    "checkpoints[0].nameEn"
  })
  void refusesAMissingFieldAndNamesItsPlace(String field) {
    Broken file = Broken.from(FILE);
    String place = file.find("venues", "id", "JN-ZOO") + "." + field;
    assertThat(mistakes(file.drop(place))).contains(FILE + ": " + place + ": missing");
  }

  @Test
  void refusesTwoAgreementsAtATime() {
    Broken file = Broken.from(FILE);
    String place = file.find("venues", "id", "JN-ZOO");
    String two =
        """
        [{"number":"示例-1","validFrom":"2026-01-01","validTo":"2026-06-30",
          "items":["TOURISM_FITNESS.FREE_ENTRY"],"sample":true,"provenance":"示例"},
         {"number":"示例-2","validFrom":"2026-06-30",
          "items":["TOURISM_FITNESS.FREE_ENTRY"],"sample":true,"provenance":"示例"}]
        """;
    assertThat(mistakes(file.put(place + ".agreements", two)))
        .containsExactly(
            FILE + ": " + place + ".agreements[1]: overlaps another agreement of the same venue");
  }

  @Test
  void refusesTwoRatingsAtATime() {
    Broken file = Broken.from(FILE);
    String place = file.find("venues", "id", "JN-QIANFO");
    String two =
        """
        [{"grade":4,"validFrom":"2005-01-01","provenance":"a"},
         {"grade":5,"validFrom":"2026-01-01","provenance":"b"}]
        """;
    assertThat(mistakes(file.put(place + ".ratings", two)))
        .containsExactly(FILE + ": " + place + ".ratings[1]: overlaps another rating");
  }

  @Test
  void namesAllMistakesAtOnce() {
    Broken good = Broken.from(FILE);
    Broken file =
        good.put(good.find("venues", "id", "JN-TNA") + ".district", "\"370199\"")
            .put(good.find("venues", "id", "JN-BAIHUA") + ".department", "\"MAGIC\"")
            .drop(good.find("venues", "id", "JN-FOREST") + ".nameEn");
    assertThat(mistakes(file)).hasSize(3);
  }

  @Test
  void aVenueMayNameItsOwnStalenessBudget() {
    Broken file = Broken.from(FILE);
    String place = file.find("venues", "id", "JN-ZOO") + ".site.stalenessSeconds";
    VenueTree tree = VenuesReader.read(file.put(place, "60").source(), POLICY, DISTRICTS);
    assertThat(tree.byId("JN-ZOO").orElseThrow().site().staleness())
        .isEqualTo(Duration.ofSeconds(60));
  }

  private static List<String> mistakes(Broken file) {
    return Broken.mistakes(() -> VenuesReader.read(file.source(), POLICY, DISTRICTS));
  }
}
