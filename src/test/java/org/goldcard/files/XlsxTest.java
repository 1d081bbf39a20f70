package org.goldcard.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.function.Consumer;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.goldcard.card.talent.PhoneNumber;
import org.goldcard.card.talent.Recognition;
import org.goldcard.issuing.TalentRegistry.OnFile;
import org.goldcard.issuing.list.Fault;
import org.goldcard.issuing.list.ImportReport;
import org.goldcard.testkit.TalentLists;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XlsxTest {
  private static final LocalDate DAY = LocalDate.of(2020, 2, 29);

  @TempDir private Path folder;
  private final ListDesk desk = new ListDesk();

  @AfterEach
  void closeDesk() throws Exception {
    desk.close();
  }

  @Test
  void readsDatesNumbersAndTextCells() throws Exception {
    Path file =
        write(
            sheet -> {
              text(sheet, 1, "张例", "身份证", "370102190001010019", "B", "", "", "");
              sheet.value(1, 4, DAY);
              sheet.style(1, 4).format("yyyy\"年\"m\"月\"d\"日\"").set();
              sheet.value(1, 5, 14000000001L);
            });

    assertThat(desk.strict(file).faults()).isEmpty();
    OnFile onFile = desk.registry.all().get(0);
    assertThat(onFile.talent().phone()).isEqualTo(new PhoneNumber("+8614000000001"));
    assertThat(onFile.standing().current()).extracting(Recognition::recognisedOn).isEqualTo(DAY);
  }

  @Test
  void readsADateInEveryUsualFormat() throws Exception {
    String[] formats = {"yyyy-mm-dd", "yyyy/m/d", "m/d/yy", "[$-804]yyyy\"年\"m\"月\"", "d-mmm-yy"};
    Path file =
        write(
            sheet -> {
              for (int i = 0; i < formats.length; i++) {
                text(sheet, i + 1, "张例", "护照", "E0000000" + i, "B", "", "", "");
                sheet.value(i + 1, 4, DAY);
                sheet.style(i + 1, 4).format(formats[i]).set();
                sheet.value(i + 1, 10, "中国");
              }
            });

    assertThat(desk.strict(file).faults()).isEmpty();
    assertThat(desk.registry.all())
        .hasSize(formats.length)
        .allMatch(talent -> talent.standing().current().recognisedOn().equals(DAY));
  }

  @Test
  void refusesANumberWhoseLastDigitsTheSpreadsheetHasLost() throws Exception {
    Path file =
        write(
            sheet -> {
              text(sheet, 1, "张例", "身份证", "", "B", "2020-01-01", "", "");
              sheet.value(1, 2, 370102190001010019L);
              text(sheet, 2, "王例", "台胞证", "", "B", "2020-01-01", "", "");
              sheet.value(2, 2, 12345678L);
            });

    ImportReport report = desk.strict(file);

    assertThat(report.faults())
        .extracting(Fault::sentenceZh)
        .containsExactly("第2行“证件号码”：号码被电子表格改成了数值，末几位已丢失，请以文本格式重新录入");
  }

  @Test
  void refusesAPlainNumberForADate() throws Exception {
    Path file =
        write(
            sheet -> {
              text(sheet, 1, "张例", "身份证", "370102190001010019", "B", "", "", "");
              sheet.value(1, 4, 43362);
            });

    assertThat(desk.strict(file).faults()).extracting(Fault::code).containsExactly("DATE");
  }

  @Test
  void readsTheFirstVisibleSheet() throws Exception {
    Path file = folder.resolve("list.xlsx");
    try (OutputStream out = Files.newOutputStream(file);
        Workbook workbook = new Workbook(out, "goldcard", "1.0")) {
      Worksheet hidden = workbook.newWorksheet("旧");
      hidden.setVisibilityState(org.dhatim.fastexcel.VisibilityState.HIDDEN);
      text(hidden, 0, "垃圾");
      Worksheet list = workbook.newWorksheet("名单");
      text(list, 0, ListDesk.HEADINGS.split(",", -1));
      text(list, 1, "张例", "身份证", "370102190001010019", "B", "2020-01-01", "", "");
    }

    assertThat(desk.strict(file).faults()).isEmpty();
    assertThat(desk.registry.size()).isEqualTo(1);
  }

  @Test
  void writesTheBadRowsOfASpreadsheetAsCsvForSpreadsheets() throws Exception {
    Path file =
        write(
            sheet -> text(sheet, 1, "张例", "身份证", "370102190001010018", "B", "2020-01-01", "", ""));

    assertThat(desk.skipBad(file).rejected()).contains("list-rejected.csv");

    assertThat(Files.readString(folder.resolve("list-rejected.csv")))
        .startsWith("\ufeff姓名,")
        .contains("'370102190001010018");
  }

  @Test
  void readsTheSameFromBothFormats() throws Exception {
    long seed = 20180919;
    TalentLists lists = new TalentLists(seed);
    Path xlsx = folder.resolve("many.xlsx");
    lists.writeXlsx(xlsx, 1_200);
    Path csv = folder.resolve("many.csv");
    lists.writeCsv(csv, 1_200, java.nio.charset.StandardCharsets.UTF_8);

    assertThat(desk.strict(xlsx).faults()).as("seed %d", seed).isEmpty();
    assertThat(desk.registry.size()).isEqualTo(1_200);
    assertThat(desk.strict(csv).count(org.goldcard.issuing.TalentRegistry.Result.UNCHANGED))
        .isEqualTo(1_200);
  }

  private Path write(Consumer<Worksheet> rows) throws Exception {
    Path file = folder.resolve("list.xlsx");
    try (OutputStream out = Files.newOutputStream(file);
        Workbook workbook = new Workbook(out, "goldcard", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("名单");
      text(sheet, 0, ListDesk.HEADINGS.split(",", -1));
      rows.accept(sheet);
    }
    return file;
  }

  /** The cells given, and the rest of a good row where there are seven of them. */
  private static void text(Worksheet sheet, int row, String... cells) {
    String[] rest = {"示例一", "市", "历下区", "", "是", "是"};
    for (int i = 0; i < cells.length; i++) {
      if (!cells[i].isEmpty()) {
        sheet.value(row, i, cells[i]);
      }
    }
    for (int i = 0; cells.length == 7 && i < rest.length; i++) {
      sheet.value(row, cells.length + i, rest[i]);
    }
  }
}
