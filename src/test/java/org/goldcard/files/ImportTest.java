package org.goldcard.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.goldcard.card.Card;
import org.goldcard.card.CardNumber;
import org.goldcard.card.CardState;
import org.goldcard.card.TalentClass;
import org.goldcard.card.Validity;
import org.goldcard.card.talent.DocumentType;
import org.goldcard.card.talent.IdentityDocument;
import org.goldcard.issuing.TalentRegistry.OnFile;
import org.goldcard.issuing.TalentRegistry.Result;
import org.goldcard.issuing.list.Column;
import org.goldcard.issuing.list.Fault;
import org.goldcard.issuing.list.ImportReport;
import org.goldcard.issuing.list.ImportReport.Unreachable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportTest {
  private static final String FIRST =
      "张例,身份证,370102190001010019,C,2020-01-01,14000000001,,示例一,市,历下区,,是,是";
  private static final String SECOND = "SAMPLE Ann,护照,X0000001,D,2020-01-01,,,示例二,无,商河县,DE,否,是";

  @TempDir private Path folder;
  private final ListDesk desk = new ListDesk();

  @AfterEach
  void closeDesk() throws Exception {
    desk.close();
  }

  @Test
  void changesNothingWhenTheSameListComesTwice() throws Exception {
    Path file = list(FIRST, SECOND);
    assertThat(desk.strict(file).count(Result.NEW)).isEqualTo(2);
    var before = desk.registry.all();

    ImportReport again = desk.strict(file);

    assertThat(again.count(Result.UNCHANGED)).isEqualTo(2);
    assertThat(again.recorded()).isTrue();
    assertThat(desk.registry.all()).isEqualTo(before);
  }

  @Test
  void upgradesTheCardOfATalentOfAHigherClass() throws Exception {
    assertThat(desk.strict(list(FIRST)).faults()).isEmpty();
    desk.registry.put(1, card(), false);

    ImportReport report = desk.strict(list(FIRST.replace(",C,2020", ",A,2025")));

    assertThat(report.count(Result.UPGRADED)).isEqualTo(1);
    Card card = desk.registry.all().get(0).card();
    assertThat(card).isNotNull();
    assertThat(card == null ? null : card.talentClass()).isEqualTo(TalentClass.A);
    assertThat(card == null ? null : card.validity().lastDay()).isEqualTo("2031-01-15");
  }

  @Test
  void leavesTheCardOfATalentOfALowerClassUntilItsTermEnds() throws Exception {
    assertThat(desk.strict(list(FIRST)).faults()).isEmpty();
    desk.registry.put(1, card(), false);

    ImportReport report = desk.strict(list(FIRST.replace(",C,2020", ",D,2025")));

    assertThat(report.count(Result.LOWERED_LATER)).isEqualTo(1);
    OnFile onFile = desk.registry.all().get(0);
    assertThat(onFile.card()).isEqualTo(card());
    assertThat(onFile.standing().on(LocalDate.of(2027, 5, 1)).current().talentClass())
        .isEqualTo(TalentClass.C);
    assertThat(onFile.standing().on(LocalDate.of(2027, 5, 2)).current().talentClass())
        .isEqualTo(TalentClass.D);
  }

  @Test
  void importsNothingWhenADocumentBelongsToAnotherName() throws Exception {
    assertThat(desk.strict(list(FIRST)).faults()).isEmpty();

    ImportReport report = desk.strict(list(FIRST.replace("张例", "王例"), SECOND));

    assertThat(report.recorded()).isFalse();
    assertThat(report.faults()).extracting(Fault::sentenceZh).containsExactly("第2行：证件号码已登记在另一姓名下");
    assertThat(desk.registry.size()).isEqualTo(1);
  }

  @Test
  void putsAConflictAsideAndImportsTheRest() throws Exception {
    assertThat(desk.strict(list(FIRST)).faults()).isEmpty();

    ImportReport report = desk.skipBad(list(FIRST.replace("张例", "王例"), SECOND));

    assertThat(report.count(Result.NEW)).isEqualTo(1);
    assertThat(Files.readString(folder.resolve("list-rejected.csv"))).contains("另一姓名");
  }

  @Test
  void listsWhomTheWindowsHaveToFind() throws Exception {
    ImportReport report = desk.strict(list(FIRST, SECOND));

    assertThat(report.faults()).isEmpty();
    assertThat(report.unreachable()).containsExactly(new Unreachable(3, "S***** A**", "370126"));
  }

  @Test
  void saysWhatWouldHappenWithoutDoingIt() throws Exception {
    ImportReport report = desk.dryRun(list(FIRST, SECOND));

    assertThat(report.recorded()).isFalse();
    assertThat(report.count(Result.NEW)).isEqualTo(2);
    assertThat(desk.registry.size()).isZero();
  }

  @Test
  void readsSeveralDocumentsOfATalent() throws Exception {
    Path file =
        ListDesk.write(
            folder,
            "list.csv",
            StandardCharsets.UTF_8,
            ListDesk.HEADINGS + ",证件类型2,证件号码2,document_type_3,document_number_3",
            SECOND + ",外国人永久居留身份证,DEU370000000101,护照,X0000002");

    assertThat(desk.strict(file).faults()).isEmpty();
    assertThat(desk.registry.all().get(0).talent().documents())
        .containsExactly(
            new IdentityDocument(DocumentType.PASSPORT, "X0000001"),
            new IdentityDocument(DocumentType.FPR_OLD, "DEU370000000101"),
            new IdentityDocument(DocumentType.PASSPORT, "X0000002"));
  }

  @Test
  void correctsOnlyWithEvidence() throws Exception {
    assertThat(desk.strict(list(FIRST)).faults()).isEmpty();
    String wrong = FIRST.replace(",C,", ",D,");
    assertThat(desk.strict(list(wrong)).faults())
        .extracting(Fault::code)
        .containsExactly("SAME_DAY");

    Path file =
        ListDesk.write(
            folder,
            "list.csv",
            StandardCharsets.UTF_8,
            ListDesk.HEADINGS + ",更正",
            wrong + ",示例更正1号");

    assertThat(desk.strict(file).count(Result.CORRECTED)).isEqualTo(1);
    assertThat(desk.strict(file).count(Result.UNCHANGED)).isEqualTo(1);
  }

  @Test
  void importsTheDemoTalentsOfAllTypesAndClassesWithoutAFault() throws Exception {
    Path demo = Path.of(getClass().getResource("/demo/talents.csv").toURI());

    ImportReport report = desk.strict(demo);

    assertThat(report.faults()).extracting(Fault::sentenceEn).isEmpty();
    assertThat(report.count(Result.NEW)).isEqualTo(24);
    assertThat(report.unreachable()).hasSize(1);
    Set<DocumentType> types =
        desk.registry.all().stream()
            .flatMap(talent -> talent.talent().documents().stream())
            .map(IdentityDocument::type)
            .collect(Collectors.toSet());
    assertThat(types).isEqualTo(EnumSet.allOf(DocumentType.class));
    assertThat(desk.registry.all())
        .extracting(talent -> talent.standing().current().talentClass())
        .contains(TalentClass.values());
  }

  @Test
  void shipsATemplateWithEveryColumn() throws Exception {
    Path template = Path.of(getClass().getResource("/templates/talents.csv").toURI());

    assertThat(desk.strict(template).faults()).extracting(Fault::code).containsExactly("NO_ROWS");
    for (Column column : Column.values()) {
      assertThat(Files.readString(template)).contains(column.zh());
      assertThat(column.guide()).contains(column.zh(), column.en(), column.meaningEn());
    }
  }

  private Path list(String... rows) throws Exception {
    String[] lines = new String[rows.length + 1];
    lines[0] = ListDesk.HEADINGS;
    System.arraycopy(rows, 0, lines, 1, rows.length);
    return ListDesk.write(folder, "list.csv", StandardCharsets.UTF_8, lines);
  }

  private static Card card() {
    Validity term = new Validity(LocalDate.of(2022, 5, 1), LocalDate.of(2027, 5, 1));
    CardNumber number = new CardNumber("9000000000000001");
    return new Card(number, 1, TalentClass.C, term, CardState.ACTIVE, 1, 5, 6, Instant.EPOCH, null);
  }
}
