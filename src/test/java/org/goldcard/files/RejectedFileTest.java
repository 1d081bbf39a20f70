package org.goldcard.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.goldcard.issuing.list.Fault;
import org.goldcard.issuing.list.ImportReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectedFileTest {
  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final String BAD =
      "田𠮷,身份证,370102190001010018,B,2020-01-01,+85251234567,,@示例,市,历下区,,是,是";

  @TempDir private Path folder;
  private final ListDesk desk = new ListDesk();

  @AfterEach
  void closeDesk() throws Exception {
    desk.close();
  }

  @Test
  void keepsTheCharsetAndTheSeparatorOfTheList() throws Exception {
    Path file =
        ListDesk.write(
            folder,
            "list.csv",
            GB18030,
            ListDesk.HEADINGS.replace(',', ';'),
            BAD.replace(',', ';'));

    assertThat(desk.skipBad(file).rejected()).contains("list-rejected.csv");

    String text = Files.readString(folder.resolve("list-rejected.csv"), GB18030);
    assertThat(text).startsWith(ListDesk.HEADINGS.replace(',', ';') + ";行号;原因");
    assertThat(text).contains("田𠮷;").contains(";2;证件号码 校验位不符");
  }

  @Test
  void leavesNothingThatASpreadsheetWouldRunOrRound() throws Exception {
    Path file =
        ListDesk.write(
            folder,
            "list.csv",
            StandardCharsets.UTF_8,
            ListDesk.HEADINGS,
            "=cmd|' /C calc'!A0,@SUM(1),370102190001010019,-2+3,\t=1,+1,=1,=HYPERLINK(\"\"x\"\"),,,,,");

    assertThat(desk.skipBad(file).rejected()).isPresent();

    List<String> lines = Files.readAllLines(folder.resolve("list-rejected.csv"));
    for (String cell : lines.get(1).split(",", -1)) {
      assertThat(cell.replaceFirst("^\"", ""))
          .doesNotStartWith("=")
          .doesNotStartWith("@")
          .doesNotStartWith("+")
          .doesNotStartWith("-")
          .doesNotStartWith("\t")
          .doesNotMatch("\\d{12,}");
    }
  }

  @Test
  void isForItsOwnerOnlyAndNotThereWithoutBadRows() throws Exception {
    Path bad = ListDesk.write(folder, "bad.csv", StandardCharsets.UTF_8, ListDesk.HEADINGS, BAD);
    assertThat(desk.skipBad(bad).rejected()).isPresent();
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("bad-rejected.csv"))))
        .isEqualTo("rw-------");

    String right = BAD.replace("010018", "010019");
    Path good =
        ListDesk.write(folder, "good.csv", StandardCharsets.UTF_8, ListDesk.HEADINGS, right);
    assertThat(desk.skipBad(good).rejected()).isEmpty();
    try (var left = Files.list(folder)) {
      assertThat(left).hasSize(3);
    }
  }

  @Test
  void isReadBackAsItWas() throws Exception {
    Path file = ListDesk.write(folder, "list.csv", StandardCharsets.UTF_8, ListDesk.HEADINGS, BAD);
    assertThat(desk.skipBad(file).rejected()).isPresent();
    Path rejected = folder.resolve("list-rejected.csv");
    String mended = Files.readString(rejected).replace("010018", "010019");

    ImportReport report = desk.strict(Files.writeString(rejected, mended));

    assertThat(report.faults()).extracting(Fault::sentenceEn).isEmpty();
    assertThat(desk.registry.all().get(0).talent().phone()).hasToString("+85*******67");
  }
}
