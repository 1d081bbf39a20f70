package org.goldcard.venues;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.goldcard.card.TalentClass;
import org.goldcard.policy.Check;
import org.goldcard.policy.Policy;
import org.goldcard.policy.PolicyReader;
import org.goldcard.policy.StaffCheck;
import org.goldcard.policy.VenueType;
import org.goldcard.policy.district.Districts;
import org.goldcard.policy.district.DistrictsReader;
import org.goldcard.policy.source.Broken;
import org.goldcard.venues.GateRules.CoveredItem;
import org.goldcard.venues.SitePolicy.PastStaleness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VenueTreeTest {
  private static final String FILE = "venues/venues.json";
  private static final String FREE_ENTRY = "TOURISM_FITNESS.FREE_ENTRY";
  private static final LocalDate TODAY = LocalDate.of(2026, 5, 1);
  private static final Policy POLICY = PolicyReader.read();
  private static final Districts DISTRICTS = DistrictsReader.read();

  private final VenueTree tree = VenuesReader.read(POLICY, DISTRICTS);

  @Test
  void aPartOfAScenicAreaIsCoveredByTheAgreementOfTheWhole() {
    Agreement whole = tree.byId("JN-SPRING").orElseThrow().agreements().get(0);
    assertThat(tree.byId("JN-SPRING-BAOTU").orElseThrow().agreements()).isEmpty();
    assertThat(tree.agreement("JN-SPRING-BAOTU", TODAY)).contains(whole);
    assertThat(tree.covers("JN-SPRING-BAOTU", FREE_ENTRY, TODAY)).isTrue();
    assertThat(rules("JN-SPRING-BAOTU").agreement()).isEqualTo(whole);
  }

  @Test
  void aPartOfAPartIsCoveredToo() {
    assertThat(tree.pathToRoot("JN-SPRING-HEIHU"))
        .extracting(Venue::id)
        .containsExactly("JN-SPRING-HEIHU", "JN-SPRING-MOAT", "JN-SPRING");
    assertThat(tree.agreement("JN-SPRING-HEIHU", TODAY))
        .isEqualTo(tree.agreement("JN-SPRING", TODAY))
        .isPresent();
  }

  @Test
  void aPlaceThatDoesNotTakePartIsNotCoveredFromAbove() {
    assertThat(tree.agreement("JN-SPRING-DAMING-HALLS", TODAY)).isEmpty();
    assertThat(tree.covers("JN-SPRING-DAMING-HALLS", FREE_ENTRY, TODAY)).isFalse();
  }

  @Test
  void anAreaThatDoesNotTakePartCutsOffItsParts() {
    VenueTree changed = changed("JN-SPRING-MOAT", "participates", "false");
    assertThat(changed.agreement("JN-SPRING-HEIHU", TODAY)).isEmpty();
    assertThat(changed.agreement("JN-SPRING-BAOTU", TODAY)).isPresent();
  }

  @Test
  void anAgreementThatEndedYesterdayDoesNotCover() {
    VenueTree ended = changed("JN-SPRING", "agreements[0].validTo", "\"" + TODAY + "\"");
    assertThat(ended.covers("JN-SPRING-BAOTU", FREE_ENTRY, TODAY)).isTrue();
    assertThat(ended.covers("JN-SPRING-BAOTU", FREE_ENTRY, TODAY.plusDays(1))).isFalse();
    assertThat(ended.rulesOn("JN-SPRING-BAOTU", TODAY.plusDays(1)).orElseThrow().items()).isEmpty();
  }

  @Test
  void anAgreementThatBeginsTomorrowDoesNotCover() {
    LocalDate first = LocalDate.of(2026, 1, 1);
    assertThat(tree.covers("JN-QIANFO", FREE_ENTRY, first.minusDays(1))).isFalse();
    assertThat(tree.covers("JN-QIANFO", FREE_ENTRY, first)).isTrue();
  }

  @Test
  void anAgreementOfItsOwnGoesBeforeTheAreasAndTheAreasStandsInOnceItEnded() {
    String own =
        """
        [{"number":"示例-自有-001","validFrom":"2026-01-01","validTo":"2026-05-01",
          "items":["TOURISM_FITNESS.FREE_ENTRY"],"sample":true,"provenance":"示例"}]
        """;
    VenueTree changed = changed("JN-SPRING-BAOTU", "agreements", own);
    assertThat(changed.agreement("JN-SPRING-BAOTU", TODAY).map(Agreement::number))
        .contains("示例-自有-001");
    assertThat(changed.agreement("JN-SPRING-BAOTU", TODAY.plusDays(1)))
        .isEqualTo(changed.agreement("JN-SPRING", TODAY))
        .isPresent();
  }

  @Test
  void anItemForeignToThePlaceIsNotCoveredByTheAreasAgreement() {
    VenueTree changed = changed("JN-SPRING-BAOTU", "type", "\"SPORTS_PUBLIC\"");
    assertThat(changed.rulesOn("JN-SPRING-BAOTU", TODAY).orElseThrow().items()).isEmpty();
    assertThat(tree.covers("JN-TNA", FREE_ENTRY, TODAY)).isFalse();
  }

  @Test
  void aFreeParkNeedsNoCard() {
    assertThat(tree.rulesOn("JN-BAIHUA", TODAY).orElseThrow().freeForAll()).isTrue();
    assertThat(tree.rulesOn("JN-SPRING-BAOTU", TODAY).orElseThrow().freeForAll()).isFalse();
  }

  @Test
  void freeOpeningHasItsFirstDay() {
    Venue lake = tree.find("大明湖").orElseThrow();
    assertThat(lake.freeForAll(LocalDate.of(2016, 12, 31))).isFalse();
    assertThat(lake.freeForAll(LocalDate.of(2017, 1, 1))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "济南市中医院, JN-HOSP-TCM",
    "济南市中医医院, JN-HOSP-TCM",
    "趵突泉, JN-SPRING-BAOTU",
    "' 千佛山 ', JN-QIANFO",
    "tna, JN-TNA",
    "ＴＮＡ, JN-TNA",
    "大明湖站, JN-RW-DAMINGHU",
    "大明湖, JN-SPRING-DAMING",
    "daminghu railway station, JN-RW-DAMINGHU",
    "JN-ZOO, JN-ZOO"
  })
  void findsAVenueByIdNameOrAlias(String text, String id) {
    assertThat(tree.find(text).map(Venue::id)).contains(id);
  }

  @Test
  void knowsNothingOfAStranger() {
    assertThat(tree.find("故宫")).isEmpty();
    assertThat(tree.byId("JN-NOWHERE")).isEmpty();
    assertThat(tree.rulesOn("JN-NOWHERE", TODAY)).isEmpty();
    assertThat(tree.pathToRoot("JN-NOWHERE")).isEmpty();
    assertThat(tree.agreement("JN-NOWHERE", TODAY)).isEmpty();
  }

  @Test
  void theRatingIsThatOfTheDay() {
    Venue pagoda = tree.find("四门塔").orElseThrow();
    assertThat(pagoda.rating(LocalDate.of(2025, 12, 25))).isEmpty();
    assertThat(pagoda.rating(LocalDate.of(2025, 12, 26)).map(Rating::grade)).contains(3);
  }

  @Test
  void aRatingAloneCoversNothing() {
    assertThat(tree.covers("JN-SIMENTA", FREE_ENTRY, TODAY)).isFalse();
  }

  @Test
  void aParksGateReadsGrantCheckBasisAgreementAndExclusions() {
    CoveredItem item = item("JN-QIANFO", FREE_ENTRY);
    assertThat(item.grant().zh()).isEqualTo("免购门票入园（仅限持卡人）；同行人员、儿童按本园票务规定");
    assertThat(item.checks()).extracting(Check::code).containsExactly(StaffCheck.OWN_ID);
    assertThat(item.legalBasis().zh()).isEqualTo("济人才办发〔2018〕12号第二十条");
    assertThat(item.maxPersons()).isEqualTo(1);
    assertThat(item.ownIdRequired()).isTrue();
    assertThat(item.ticketed()).isFalse();
    assertThat(item.classes()).containsExactlyInAnyOrder(TalentClass.values());
  }

  @Test
  void exclusionsAreOnlyWhatTheAgreementRecords() {
    assertThat(agreement("JN-ZOO").exclusions().isEmpty()).isTrue();
    assertThat(agreement("JN-QIANFO").exclusions().zh()).contains("索道");
    assertThat(agreement("JN-QIANFO").limitsVisits()).isTrue();
  }

  @Test
  void aHospitalDeskCountsNoVisitsAndTheAirportAdmitsTwo() {
    GateRules hospital = rules("JN-HOSP-CENTRAL");
    assertThat(hospital.site().countsVisits()).isFalse();
    assertThat(hospital.site().pastStaleness()).isEqualTo(PastStaleness.REGISTER_BY_HAND);
    assertThat(hospital.site().staleness()).isEqualTo(SitePolicy.DEFAULT_STALENESS);
    assertThat(item("JN-TNA", "TRANSPORT.GREEN_CHANNEL").maxPersons()).isEqualTo(2);
    assertThat(item("JN-TNA", "TRANSPORT.GREEN_CHANNEL").ticketed()).isTrue();
  }

  @Test
  void theStationsAndHospitalsNamedInTheArticlesAreLive() {
    String article19 = POLICY.text().article(19).orElseThrow();
    String article12 = POLICY.text().article(12).orElseThrow();
    assertThat(tree.live())
        .filteredOn(v -> v.type() == VenueType.RAIL_STATION || v.type() == VenueType.AIRPORT)
        .hasSize(4)
        .allSatisfy(v -> assertThat(article19).contains(v.name().zh()));
    assertThat(tree.ofType(VenueType.HOSPITAL_DESIGNATED))
        .hasSize(2)
        .allSatisfy(v -> assertThat(v.onboarding()).isEqualTo(Venue.Onboarding.LIVE))
        .allSatisfy(v -> assertThat(article12).containsAnyOf(v.name().zh(), "济南市中医院"));
  }

  @Test
  void everyLiveVenueGrantsSomethingOrIsFreeForAll() {
    for (Venue venue : tree.live()) {
      GateRules rules = tree.rulesOn(venue.id(), TODAY).orElseThrow();
      assertThat(rules.freeForAll() || !rules.items().isEmpty()).as(venue.id()).isTrue();
    }
  }

  @Test
  void everyScannedItemCanBeUsedSomewhere() {
    List<String> usable =
        tree.live().stream()
            .flatMap(v -> tree.rulesOn(v.id(), TODAY).orElseThrow().items().stream())
            .map(CoveredItem::code)
            .distinct()
            .toList();
    assertThat(POLICY.items())
        .filteredOn(i -> i.scanned())
        .allSatisfy(i -> assertThat(usable).contains(i.code()));
  }

  @Test
  void madeUpInstitutionsAndAgreementsSaySo() {
    assertThat(tree.all())
        .allSatisfy(v -> assertThat(v.sample()).isEqualTo(v.name().zh().contains("示例")))
        .allSatisfy(
            v ->
                assertThat(v.agreements())
                    .allSatisfy(a -> assertThat(a.number()).startsWith("示例"))
                    .allSatisfy(a -> assertThat(a.provenance()).startsWith("示例")));
  }

  @Test
  void acceptedEvidenceReadsAsOneLine() {
    assertThat(Evidence.listed(tree.byId("JN-ZOO").orElseThrow().evidence()).zh())
        .isEqualTo("身份证件原件、临时身份证明");
  }

  private CoveredItem item(String venue, String item) {
    return rules(venue).item(item).orElseThrow();
  }

  private GateRules rules(String venue) {
    return tree.rulesOn(venue, TODAY).orElseThrow();
  }

  private Agreement agreement(String venue) {
    return tree.agreement(venue, TODAY).orElseThrow();
  }

  private static VenueTree changed(String venue, String field, String json) {
    Broken file = Broken.from(FILE);
    String place = file.find("venues", "id", venue);
    return VenuesReader.read(file.put(place + "." + field, json).source(), POLICY, DISTRICTS);
  }
}
