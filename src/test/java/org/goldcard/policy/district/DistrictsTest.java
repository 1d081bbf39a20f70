package org.goldcard.policy.district;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.goldcard.policy.source.Broken;
import org.goldcard.policy.source.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistrictsTest {
  private static final String DISTRICTS = "policy/districts.json";
  private static final String WINDOWS = "policy/windows.json";
  private static final LocalDate IN_FORCE = LocalDate.of(2018, 9, 19);
  private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);

  private final Districts districts = DistrictsReader.read();

  @Test
  void onTheDayOfTheRulesTenUnitsAndThreeZonesEachHadASubWindow() {
    assertThat(districts.on(IN_FORCE)).hasSize(13);
    assertThat(districts.on(IN_FORCE))
        .allSatisfy(d -> assertThat(districts.window(d.code(), IN_FORCE)).isPresent());
    assertThat(districts.cityWindow(IN_FORCE)).isPresent();
  }

  @Test
  void laiwuAndGangchengBelongToTheCityFromTheirFirstDay() {
    LocalDate first = LocalDate.of(2019, 1, 9);
    assertThat(districts.on(first.minusDays(1))).hasSize(13);
    assertThat(districts.on(first)).hasSize(15);
    assertThat(districts.find("莱芜区", first.minusDays(1))).isEmpty();
    assertThat(districts.window("370116", first.minusDays(1))).isEmpty();
    assertThat(districts.window("370117", first)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "370102, 370102",
    "历下, 370102",
    "历下区, 370102",
    "济南市历下区, 370102",
    "山东省济南市历下区, 370102",
    "济南 历下, 370102",
    "Lixia District, 370102",
    "市中, 370103",
    "章丘市, 370114",
    "济阳县, 370115",
    "济阳, 370115",
    "370125, 370115",
    "商河, 370126",
    "莱城区, 370116",
    "371202, 370116",
    "高新区, 3701GX",
    "济南高新区, 3701GX",
    "3701gx, 3701GX",
    "南部山区, 3701NS",
    "济南市南部山区, 3701NS",
    "先行区, 3701XX",
    "济南新旧动能转换先行区, 3701XX",
    "济南新旧动能转换起步区, 3701XX",
    "起步区, 3701XX"
  })
  void findsADistrictByCodeNameOrAlias(String text, String code) {
    assertThat(districts.find(text, TODAY).map(District::code)).contains(code);
  }

  @ParameterizedTest
  @CsvSource({"济南市", "区", "青岛市市南区", "370171", "''"})
  void findsNothingWhereNoDistrictIsMeant(String text) {
    assertThat(districts.find(text, TODAY)).isEmpty();
  }

  @Test
  void aCountyThatBecameADistrictKeepsItsCodeOfTheDay() {
    LocalDate before = LocalDate.of(2018, 6, 18);
    assertThat(districts.find("济阳", before).map(District::code)).contains("370125");
    assertThat(districts.find("济阳", before.plusDays(1)).map(District::code)).contains("370115");
    assertThat(districts.window("370125", TODAY).map(ServiceWindow::district)).contains("370115");
  }

  @Test
  void aZoneIsNamedAsOnTheDay() {
    District zone = districts.byCode("3701XX").orElseThrow();
    assertThat(zone.nameOn(IN_FORCE).zh()).isEqualTo("济南新旧动能转换先行区");
    assertThat(zone.nameOn(TODAY).zh()).isEqualTo("济南新旧动能转换起步区");
  }

  @Test
  void whatIsNotKnownOfAWindowSaysSo() {
    assertThat(districts.windows())
        .allSatisfy(w -> assertThat(w.sample()).isTrue())
        .allSatisfy(w -> assertThat(w.phone()).contains("示例"))
        .allSatisfy(w -> assertThat(w.address().zh()).contains("示例"))
        .allSatisfy(w -> assertThat(w.provenance()).startsWith("示例"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          districts[0].kind      | "PLANET"       | districts[0].kind: unknown Kind PLANET
          districts[0].code      | "3702AA"       | districts[0].code: not a code of a DISTRICT
          districts[13].code     | "370199"       | districts[13].code: not a code of a ZONE
          districts[1].code      | "370102"       | districts[1].code: twice: 370102
          districts[7].successor | "370199"       | districts[7].successor: unknown district 370199
          districts[7].successor | "370125"       | districts[7].successor: leads back to itself
          districts[7].validTo   | "2018-02-30"   | districts[7].validTo: not a date
          districts[8].successor | "370102"       | districts[8].validTo: missing, though there is a successor
          districts[0].size      | 1              | districts[0].size: unknown field
          """)
  void refusesABrokenListOfDistrictsAndNamesThePlace(String place, String json, String mistake) {
    Source broken = Broken.from(DISTRICTS).put(place, json).source();
    assertThat(Broken.mistakes(() -> DistrictsReader.read(broken, Source.onClassPath(WINDOWS))))
        .contains(DISTRICTS + ": " + mistake);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          windows[1].district  | "370199"     | windows[1].district: unknown district 370199
          windows[1].id        | "JN-CITY"    | windows[1].id: twice: JN-CITY
          windows[1].phone     | "0531-1"     | windows[1].phone: a sample number says 示例, a real one does not
          windows[1].sample    | false        | windows[1].phone: a sample number says 示例, a real one does not
          windows[1].validTo   | "2018-01-01" | windows[1].validTo: before validFrom
          windows[2].district  | "370102"     | windows[2]: overlaps another window of the same district
          windows[2].district  | "370102"     | windows: none for district 370103 from its first day
          windows[2].validFrom | "2018-09-20" | windows: none for district 370103 from its first day
          windows[0].district  | "370102"     | windows: no city window
          """)
  void refusesABrokenListOfWindowsAndNamesThePlace(String place, String json, String mistake) {
    Source broken = Broken.from(WINDOWS).put(place, json).source();
    assertThat(Broken.mistakes(() -> DistrictsReader.read(Source.onClassPath(DISTRICTS), broken)))
        .contains(WINDOWS + ": " + mistake);
  }

  @Test
  void namesTheMistakesOfBothFilesAtOnce() {
    Source badDistricts = Broken.from(DISTRICTS).put("districts[0].kind", "\"PLANET\"").source();
    Source badWindows = Broken.from(WINDOWS).drop("windows[3].hoursEn").source();
    List<String> found = Broken.mistakes(() -> DistrictsReader.read(badDistricts, badWindows));
    assertThat(found)
        .containsExactly(
            DISTRICTS + ": districts[0].kind: unknown Kind PLANET",
            WINDOWS + ": windows[3].hoursEn: missing");
  }
}
