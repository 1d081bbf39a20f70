package org.goldcard.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.goldcard.policy.source.Broken;
import org.goldcard.policy.source.RefusedSource;
import org.goldcard.policy.source.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of broken rulebook stops the start and names the place. */
class PolicyReaderTest {
  private static final String FILE = "policy/services.json";
  private static final Source TEXT = Source.onClassPath("policy/jinan-2018-12.txt");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          services[3].items[0].classes[0]       | "E"                | unknown TalentClass E
          services[16].items[0].venueTypes[1]   | "BEACH"            | unknown VenueType BEACH
          services[0].items[0].conditions[1]    | "TALL"             | unknown Condition TALL
          services[15].items[0].staffChecks[3]  | "TASTE"            | unknown StaffCheck TASTE
          services[15].items[0].mode            | "MAYBE"            | unknown ServiceMode MAYBE
          services[4].items[0].initiator        | "NEIGHBOUR"        | unknown Initiator NEIGHBOUR
          services[1].items[0].beneficiaries[1].kind | "PARROT"      | unknown Kind PARROT
          services[2].departments[1]            | "MAGIC"            | unknown department MAGIC
          services[3].items[0].classes          | []                 | none
          services[3].items[0].beneficiaries    | []                 | none
          services[3].departments               | []                 | none
          services[3].items                     | []                 | none
          services[3].article                   | 22                 | not 4 to 21
          services[3].article                   | "7"                | not a whole number
          services[3].nameZh                    | "编制"             | not the heading of article 7
          services[3].items[0].quoteZh          | "免费午餐"         | not in article 7
          services[3].items[0].code             | "HUKOU.SETTLE"     | twice: HUKOU.SETTLE
          services[3].items[0].code             | "HUKOU.MOVE"       | not under its service
          services[3].code                      | "HUKOU"            | twice: HUKOU
          services[3].items[0].cardScanned      | "no"               | not true or false
          services[3].items[0].mode             | "DIRECT"           | DIRECT, though the card is not scanned
          services[16].items[0].mode            | "ON_APPLICATION"   | ON_APPLICATION, though the card is scanned
          services[16].items[0].staffChecks     | ["OWN_ID"]         | without CARD_LIVE_SCAN, though the card is scanned
          services[16].items[0].staffChecks     | ["CARD_LIVE_SCAN"] | without a check of identity: the card proves none
          services[16].items[0].grants          | []                 | no text for PARK_GOV_INVESTED
          services[16].items[0].grants[1].textEn | " "               | not a text
          services[0].items[3].validYears.max   | 1                  | not 2 to 99
          services[3].items[0].colour           | "gold"             | unknown field
          checks[1].promptEn                    | ""                 | not a text
          checks[2].code                        | "OWN_ID"           | twice
          departments[1].code                   | "ORG"              | twice: ORG
          departments[0].names                  | []                 | no name
          departments[9].names[1].validFrom     | "2019-13-01"       | not a date
          date                                  | "19.9.2018"        | not a date
          colour                                | 1                  | unknown field
          """)
  void refusesAWrongValueAndNamesItsPlace(String place, String json, String what) {
    Broken broken = Broken.from(FILE).put(place, json);
    assertThat(mistakes(broken)).contains(FILE + ": " + place + ": " + what);
  }

  @ParameterizedTest
  @CsvSource({
    "services[3].article",
    "services[3].code",
    "services[3].nameEn",
    "services[3].departments",
    "services[3].items",
    "services[3].items[0].classes",
    "services[3].items[0].conditions",
    "services[3].items[0].quoteZh",
    "services[3].items[0].benefitEn",
    "services[3].items[0].cardScanned",
    "services[3].items[0].venueTypes",
    "services[16].items[0].grants[0].textZh",
    "checks[1].promptZh",
    "checks[3].at[0].promptEn",
    "departments[0].names[0].provenance",
    "careTierOpenZh",
    "numberEn",
    "date",
    "services"
  })
  void refusesAMissingFieldAndNamesItsPlace(String place) {
    Broken broken = Broken.from(FILE).drop(place);
    assertThat(mistakes(broken)).contains(FILE + ": " + place + ": missing");
  }

  @Test
  void refusesACheckWithoutAPrompt() {
    Broken broken = Broken.from(FILE).put("checks", "[]");
    assertThat(mistakes(broken)).contains(FILE + ": checks: no prompt for OWN_ID");
  }

  @Test
  void refusesAClassWithoutACareTierOrWithTwo() {
    String items = "services[8].items";
    Broken broken =
        Broken.from(FILE)
            .put(items + "[0].classes", "[\"A\"]")
            .put(items + "[1].classes", "[\"A\",\"C\",\"D\"]");
    assertThat(mistakes(broken))
        .contains(
            FILE + ": services: 2 care tiers for class A",
            FILE + ": services: 0 care tiers for class B");
  }

  @Test
  void refusesAGapBetweenTwoNamesOfADepartment() {
    Broken broken = Broken.from(FILE);
    String saic = broken.find("departments", "code", "SAIC");
    assertThat(mistakes(broken.put(saic + ".names[1].validFrom", "\"2019-01-02\"")))
        .contains(
            FILE + ": " + saic + ".names[1]: does not begin on the day after the name before it");
  }

  @Test
  void refusesADocumentWithAnArticleCutOut() {
    String cut = TEXT.text().replace("第二十条 ", "");
    assertThat(
            Broken.mistakes(
                () -> PolicyReader.read(Source.onClassPath(FILE), new Source(TEXT.name(), cut))))
        .contains(TEXT.name() + ": article 20 missing")
        .anyMatch(m -> m.startsWith(FILE + ": services[16].items[0].quoteZh"));
  }

  @Test
  void namesAllMistakesAtOnce() {
    Broken broken =
        Broken.from(FILE)
            .put("services[3].items[0].classes[0]", "\"E\"")
            .put("services[5].departments[0]", "\"MAGIC\"")
            .drop("checks[1].promptZh");
    assertThat(mistakes(broken)).hasSize(3);
    assertThatThrownBy(() -> PolicyReader.read(broken.source(), TEXT))
        .isInstanceOf(RefusedSource.class)
        .hasMessageContainingAll("3 mistakes", "services[3]", "services[5]", "checks[1]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"date":"2018-09-19",
          {"date":"2018-09-19","date":"2018-09-19"}
          {} {}
          """)
  void refusesWhatIsNotOneJsonObjectWithEachFieldOnce(String text) {
    List<String> found = Broken.mistakes(() -> PolicyReader.read(new Source(FILE, text), TEXT));
    assertThat(found).singleElement().asString().startsWith(FILE + ": line 1: ");
  }

  @Test
  void refusesAListInThePlaceOfTheFile() {
    assertThat(Broken.mistakes(() -> PolicyReader.read(new Source(FILE, "[]"), TEXT)))
        .contains(FILE + ": not an object");
  }

  private static List<String> mistakes(Broken broken) {
    return Broken.mistakes(() -> PolicyReader.read(broken.source(), TEXT));
  }
}
