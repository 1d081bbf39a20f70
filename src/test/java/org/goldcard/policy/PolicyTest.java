package org.goldcard.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.goldcard.card.TalentClass.A;
import static org.goldcard.card.TalentClass.B;
import static org.goldcard.card.TalentClass.C;
import static org.goldcard.card.TalentClass.D;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.goldcard.card.TalentClass;
import org.goldcard.policy.source.Source;
import org.goldcard.policy.source.Wording;
import org.junit.jupiter.api.Test;

class PolicyTest {
  private static final LocalDate IN_2018 = LocalDate.of(2018, 9, 19);
  private static final LocalDate IN_2026 = LocalDate.of(2026, 1, 1);

  private final Policy policy = PolicyReader.read();

  @Test
  void dAndAboveMeansAllFourClasses() {
    Item firstHome = item("HOUSING.FIRST_HOME");
    assertThat(Stream.of(A, B, C, D)).allMatch(firstHome::entitles);
    assertThat(Stream.of(A, B, C, D)).allMatch(c -> c.atLeast(D));
  }

  @Test
  void classAHasTheFirstHomeRuleBesidesCaseByCase() {
    assertThat(policy.usableAt(VenueType.TALENT_WINDOW, A))
        .extracting(Item::code)
        .contains("HOUSING.CASE_BY_CASE", "HOUSING.FIRST_HOME");
    assertThat(Stream.of(B, C, D)).noneMatch(item("HOUSING.CASE_BY_CASE")::entitles);
  }

  @Test
  void introducedIsAskedForOnlyWhereTheTextSaysSo() {
    assertThat(policy.items())
        .filteredOn(i -> i.conditions().contains(Condition.INTRODUCED))
        .extracting(Item::code)
        .containsExactly(
            "ENTRY_RESIDENCE.FACILITATION",
            "HUKOU.SETTLE",
            "HOUSING.CASE_BY_CASE",
            "HOUSING.FIRST_HOME",
            "POST_APPOINTMENT.SPECIAL_POST",
            "CHILD_SCHOOLING.QUOTA");
  }

  @Test
  void careTiersDoNotFollowTheLettersOneToOne() {
    assertThat(Stream.of(TalentClass.values()).map(c -> policy.careTier(c).zh()))
        .containsExactly("一类", "一类", "二类", "二类");
  }

  @Test
  void careTierIsSaidOnlyOnceItsEnrolmentIsRecordedAndTheLetterNever() {
    assertThat(policy.careTierText(A, true).zh()).isEqualTo("保健待遇：一类");
    assertThat(policy.careTierText(D, true).zh()).isEqualTo("保健待遇：二类");
    for (TalentClass each : TalentClass.values()) {
      assertThat(policy.careTierText(each, false).zh()).isEqualTo("绿色通道服务；保健待遇以主管部门办理结果为准");
      assertThat(policy.careTierText(each, true).zh()).doesNotContain(each.name());
    }
  }

  @Test
  void oneScanAdmitsOneAndTwoOnlyInTheGreenChannelOfArticle19() {
    assertThat(policy.items())
        .allSatisfy(
            i ->
                assertThat(i.maxPersons())
                    .isEqualTo(i.code().equals("TRANSPORT.GREEN_CHANNEL") ? 2 : 1));
  }

  @Test
  void airportsAndStationsCheckIdTicketAndCompanionInThisOrder() {
    for (VenueType type : List.of(VenueType.AIRPORT, VenueType.RAIL_STATION)) {
      assertThat(policy.checks(item("TRANSPORT.GREEN_CHANNEL"), type))
          .extracting(Check::code)
          .containsExactly(
              StaffCheck.OWN_ID,
              StaffCheck.TICKET_SAME_DAY_SAME_SERVICE,
              StaffCheck.COMPANION_AT_MOST_ONE);
    }
    assertThat(prompt("TRANSPORT.GREEN_CHANNEL", VenueType.RAIL_STATION, 1).zh())
        .contains("当日当次火车票", "12306", "6小时");
    assertThat(prompt("TRANSPORT.GREEN_CHANNEL", VenueType.AIRPORT, 1).zh())
        .contains("当日当次机票", "登机牌", "延误凭原票");
  }

  @Test
  void everyScannedItemEndsInACheckOfIdentityForTheCardProvesNone() {
    for (Item item : policy.items().stream().filter(Item::scanned).toList()) {
      for (VenueType type : item.venueTypes()) {
        assertThat(policy.checks(item, type))
            .extracting(Check::code)
            .as("%s at %s", item.code(), type)
            .containsAnyOf(StaffCheck.OWN_ID, StaffCheck.OWN_TRAVEL_DOC)
            .doesNotContain(StaffCheck.CARD_LIVE_SCAN);
      }
    }
  }

  @Test
  void sportsVenuesCheckTheIdToo() {
    assertThat(policy.checks(item("TOURISM_FITNESS.FREE_SPORTS"), VenueType.SPORTS_PUBLIC))
        .extracting(Check::code)
        .containsExactly(StaffCheck.OWN_ID);
  }

  @Test
  void parksGrantTheTicketToTheHolderAloneAndSayWhoseRulesHoldForTheOthers() {
    for (VenueType type : List.of(VenueType.PARK_GOV_INVESTED, VenueType.SCENIC_3A_PLUS)) {
      assertThat(policy.grant(item("TOURISM_FITNESS.FREE_ENTRY"), type).orElseThrow().zh())
          .isEqualTo("免购门票入园（仅限持卡人）；同行人员、儿童按本园票务规定");
    }
  }

  @Test
  void customsNeverReadsADutyFreeVerdict() {
    for (Item item : policy.scannedAt(VenueType.CUSTOMS_CHECKPOINT)) {
      Wording grant = policy.grant(item, VenueType.CUSTOMS_CHECKPOINT).orElseThrow();
      assertThat(grant.zh()).doesNotContain("免税验放");
      assertThat(grant.zh().replace("物品是否免税由关员依规定判定", "")).doesNotContain("免税");
      assertThat(grant.en().replace("duty-free release is the officer's decision", ""))
          .doesNotContain("duty-free");
    }
  }

  @Test
  void atNoPlaceOfScanningIsAClassLetterToBeRead() {
    for (Item item : policy.items().stream().filter(Item::scanned).toList()) {
      for (VenueType type : item.venueTypes()) {
        assertThat(policy.grant(item, type).orElseThrow().zh()).doesNotContainPattern("[A-D]类");
        assertThat(policy.checks(item, type))
            .allSatisfy(c -> assertThat(c.prompt().zh()).doesNotContainPattern("[A-D]类"));
      }
    }
  }

  @Test
  void theLegalBasisNamesTheArticleAsTheTextCountsIt() {
    assertThat(policy.legalBasis(item("TOURISM_FITNESS.FREE_ENTRY")).zh())
        .isEqualTo("济人才办发〔2018〕12号第二十条");
    assertThat(policy.legalBasis(item("TRANSPORT.GREEN_CHANNEL")).zh())
        .isEqualTo("济人才办发〔2018〕12号第十九条");
    assertThat(policy.legalBasis(item("MEDICAL.GREEN_CHANNEL")).en()).endsWith("Article 12");
  }

  @Test
  void onlyFiveArticlesNameTheCard() {
    assertThat(policy.services())
        .filteredOn(Service::cardNamedInArticle)
        .extracting(Service::article)
        .containsExactly(14, 16, 17, 19, 20);
    for (Service service : policy.services()) {
      String operative =
          policy.text().article(service.article()).orElseThrow().lines().findFirst().orElseThrow();
      assertThat(operative.contains("泉城人才服务金卡"))
          .as("article %s", service.article())
          .isEqualTo(service.cardNamedInArticle());
    }
  }

  @Test
  void departmentsAreNamedAsOnTheDayOfTheAct() {
    Department saic = policy.department("SAIC").orElseThrow();
    assertThat(saic.nameOn(IN_2018).zh()).isEqualTo("市工商局");
    assertThat(saic.nameOn(LocalDate.of(2018, 12, 31)).zh()).isEqualTo("市工商局");
    assertThat(saic.nameOn(IN_2026).zh()).isEqualTo("市市场监督管理局");
    assertThat(policy.department("CUSTOMS").orElseThrow().nameOn(IN_2026).zh()).isEqualTo("济南海关");
    assertThat(policy.departments()).hasSize(20);
  }

  @Test
  void theResponsibleDepartmentsAreThoseOfTheArticleInItsOrder() {
    for (Service service : policy.services()) {
      List<String> names =
          service.departments().stream()
              .map(code -> policy.department(code).orElseThrow().nameOn(IN_2018).zh())
              .toList();
      assertThat(policy.text().article(service.article()).orElseThrow())
          .endsWith("责任部门（单位）：" + String.join("、", names));
    }
  }

  @Test
  void everyQuoteIsALiteralPartOfItsArticle() {
    for (Item item : policy.items()) {
      assertThat(policy.text().article(item.article()).orElseThrow()).contains(item.benefit().zh());
    }
  }

  @Test
  void theTextShownToVisitorsIsTheDocumentWordForWord() {
    String published = Source.onClassPath("policy/jinan-2018-12-as-published.txt").text();
    assertThat(policy.text().whole().replaceAll("\\s", ""))
        .isEqualTo(published.replaceAll("\\s", ""));
  }

  @Test
  void allTwentyNineArticlesAreFound() {
    for (int i = 1; i <= PolicyText.ARTICLES; i++) {
      assertThat(policy.text().article(i).orElseThrow())
          .startsWith("第" + PolicyText.numeral(i) + "条 ");
    }
    assertThat(policy.text().article(20).orElseThrow()).doesNotContain("第二十一条");
    assertThat(policy.text().article(21).orElseThrow()).doesNotContain("第三章");
    assertThat(policy.text().article(30)).isEmpty();
  }

  @Test
  void visaTermsAreKeptAsNumbers() {
    assertThat(item("ENTRY_RESIDENCE.R_VISA").term()).isEqualTo(new Item.Years(5, 10));
    assertThat(item("ENTRY_RESIDENCE.R_VISA").multipleEntry()).isTrue();
    assertThat(item("ENTRY_RESIDENCE.WORK_RESIDENCE_PERMIT").term())
        .isEqualTo(new Item.Years(2, 5));
    assertThat(item("ENTRY_RESIDENCE.WORK_RESIDENCE_PERMIT").multipleEntry()).isFalse();
  }

  private Item item(String code) {
    return policy.item(code).orElseThrow();
  }

  private Wording prompt(String item, VenueType type, int index) {
    return policy.checks(item(item), type).get(index).prompt();
  }
}
