package org.goldcard.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.goldcard.card.talent.PersonName;
import org.goldcard.issuing.TalentRegistry.OnFile;
import org.goldcard.issuing.list.Fault;
import org.goldcard.issuing.list.ImportReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableFileTest {
  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final String[] RARE = {
    ListDesk.HEADINGS,
    "田𠮷,身份证,370102190001010019,B,2020-01-01,,,示例一,市,历下区,,是,是",
    "孟㐂乐,身份证,37010219000101006X,B,2020-01-01,,,示例二,市,历下区,,是,是"
  };

  @TempDir private Path folder;
  private final ListDesk desk = new ListDesk();

  @AfterEach
  void closeDesk() throws Exception {
    desk.close();
  }

  @Test
  void readsUtf8WithAndWithoutAByteOrderMark() throws Exception {
    Path plain = ListDesk.write(folder, "plain.csv", StandardCharsets.UTF_8, RARE);
    assertThat(desk.strict(plain).faults()).isEmpty();
    assertThat(names()).containsExactly("田𠮷", "孟㐂乐");

    Path marked = folder.resolve("marked.csv");
    Files.writeString(marked, "\ufeff" + Files.readString(plain));
    assertThat(desk.strict(marked).faults()).isEmpty();
    assertThat(names()).containsExactly("田𠮷", "孟㐂乐");
  }

  @Test
  void readsGb18030WithRareCharacters() throws Exception {
    Path file = ListDesk.write(folder, "gb.csv", GB18030, RARE);

    assertThat(desk.strict(file).faults()).isEmpty();
    assertThat(names()).containsExactly("田𠮷", "孟㐂乐");
  }

  @Test
  void knowsGb18030ByItsLastLineToo() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(
        "name,document_type,document_number,class,recognised_on,phone,unit,".getBytes(GB18030));
    bytes.write("unit_level,district,nationality,introduced,full_time\n".getBytes(GB18030));
    for (int i = 0; i < 20_000; i++) {
      String row =
          "SAMPLE Ab,PASSPORT,X"
              + (10_000_000 + i)
              + ",D,2020-01-01,,Unit,CITY,370102,DE,yes,yes\n";
      bytes.write(row.getBytes(GB18030));
    }
    bytes.write("张例,身份证,370102190001010019,B,2020-01-01,,示例一,市,历下区,,是,是\n".getBytes(GB18030));
    Path file = Files.write(folder.resolve("late.csv"), bytes.toByteArray());

    assertThat(desk.strict(file).faults()).isEmpty();
    assertThat(names()).last().isEqualTo("张例");
  }

  @Test
  void readsCharactersThatGb18030OncePutIntoThePrivateUseArea() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write((ListDesk.HEADINGS + "\n张").getBytes(GB18030));
    bytes.write(new byte[] {(byte) 0xfe, 0x59, (byte) 0xfe, 0x51});
    bytes.write(",身份证,370102190001010019,B,2020-01-01,,,示例一,市,历下区,,是,是\n".getBytes(GB18030));
    Path file = Files.write(folder.resolve("old.csv"), bytes.toByteArray());

    assertThat(desk.strict(file).faults()).isEmpty();
    assertThat(names()).containsExactly("张\u9fb4" + Character.toString(0x20087));
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t"})
  void findsTheSeparator(String separator) throws Exception {
    String[] rows =
        List.of(RARE).stream().map(r -> r.replace(",", separator)).toArray(String[]::new);
    Path file = ListDesk.write(folder, "list.csv", StandardCharsets.UTF_8, rows);

    assertThat(desk.strict(file).faults()).isEmpty();
    assertThat(names()).hasSize(2);
  }

  @Test
  void passesOverTitlesBlankLinesAndQuotedLineBreaks() throws Exception {
    Path file =
        ListDesk.write(
            folder,
            "list.csv",
            StandardCharsets.UTF_8,
            "济南市高层次人才名单（示例）,,,",
            "",
            ",,,,",
            ListDesk.HEADINGS + ",备注",
            "张例,身份证,370102190001010019,B,2020-01-01,,,\"示例\r\n一\",市,历下区,,是,是,\"a,\"\"b\"\"\"",
            "",
            "王例,身份证,370102190001010018,B,2020-01-01,,,示例一,市,历下区,,是,是,");

    ImportReport report = desk.strict(file);

    assertThat(report.rows()).isEqualTo(2);
    assertThat(report.faults())
        .extracting(Fault::sentenceEn)
        .containsExactly("line 8, \"证件号码\": fails its check digit");
  }

  @ParameterizedTest
  @CsvSource({
    "'name,document_type', NO_HEADER_OR_COLUMNS",
    "'', NO_HEADER",
    "'\"姓名,证件类型', ROW_TOO_LONG"
  })
  void saysWhenATableHasNoHeadings(String text, String expected) throws Exception {
    Path file = Files.writeString(folder.resolve("list.csv"), text);

    List<String> codes = desk.strict(file).faults().stream().map(Fault::code).toList();

    if (expected.equals("NO_HEADER_OR_COLUMNS")) {
      assertThat(codes).isNotEmpty().containsOnly("COLUMN_MISSING");
    } else {
      assertThat(codes).containsExactly(expected);
    }
  }

  @Test
  void reportsMissingUnknownAndRepeatedColumnsAndReadsNoFurther() throws Exception {
    Path file =
        ListDesk.write(
            folder,
            "list.csv",
            StandardCharsets.UTF_8,
            "姓名,证件类型,证件号码,层次,认定日期,星座,手机,姓名,所在单位,单位层级,区县,国籍,引进,证件类型2",
            "x,x,x,x,x,x,x,x,x,x,x,x,x,x");

    assertThat(desk.skipBad(file).faults())
        .extracting(fault -> fault.line() + " " + fault.column() + " " + fault.code())
        .containsExactly(
            "1 星座 COLUMN_UNKNOWN",
            "1 姓名 COLUMN_TWICE",
            "1 全职 COLUMN_MISSING",
            "1 证件号码2 COLUMN_MISSING");
  }

  @Test
  void refusesWhatIsNoList() throws Exception {
    assertThat(code(Files.write(folder.resolve("a.csv"), new byte[] {0x41, (byte) 0xff, 0x41})))
        .isEqualTo("UNKNOWN_ENCODING");
    assertThat(
            code(
                Files.write(
                    folder.resolve("b.csv"), "\ufeff姓名,证件".getBytes(StandardCharsets.UTF_16LE))))
        .isEqualTo("UNKNOWN_ENCODING");
    assertThat(code(Files.write(folder.resolve("c.csv"), new byte[] {1, 2, 0, 3})))
        .isEqualTo("UNKNOWN_FORMAT");
    byte[] ole = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 0};
    assertThat(code(Files.write(folder.resolve("d.xls"), ole))).isEqualTo("OLD_EXCEL");
    assertThat(code(folder.resolve("missing.csv"))).isEqualTo("UNREADABLE");
    assertThat(code(folder)).isEqualTo("UNREADABLE");
    assertThat(code(Files.write(folder.resolve("e.xlsx"), new byte[] {'P', 'K', 3, 4, 9, 9})))
        .isEqualTo("UNREADABLE");
    assertThat(code(zip("word/document.xml"))).isEqualTo("UNKNOWN_FORMAT");
    assertThat(code(zip("xl/workbook.xml"))).isEqualTo("UNREADABLE");
  }

  @Test
  void findsAnUnclosedQuotationMarkInTheMiddle() throws Exception {
    String row = "张例,身份证,370102190001010019,B,2020-01-01,,,\"示例一,市,历下区,,是,是";
    Path file = ListDesk.write(folder, "list.csv", StandardCharsets.UTF_8, RARE[0], RARE[1], row);

    ImportReport report = desk.skipBad(file);

    assertThat(report.recorded()).isFalse();
    assertThat(report.faults()).extracting(Fault::code).contains("ROW_TOO_LONG");
  }

  @Test
  void takesAwayWhatSpreadsheetsAreToldToKeepText() throws Exception {
    String row =
        "张例,身份证,\"=\"\"370102190001010019\"\"\",B,2020-01-01,'+85251234567,,示例一,市,历下区,,是,是";
    Path file = ListDesk.write(folder, "list.csv", StandardCharsets.UTF_8, RARE[0], row);

    assertThat(desk.strict(file).faults()).isEmpty();
    assertThat(desk.registry.all().get(0).talent().documents().get(0).number())
        .isEqualTo("370102190001010019");
  }

  private Path zip(String entry) throws Exception {
    Path file = folder.resolve(entry.replace('/', '-') + ".xlsx");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write("<x/>".getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    return file;
  }

  private String code(Path file) {
    ImportReport report = desk.strict(file);
    assertThat(report.recorded()).isFalse();
    assertThat(report.faults()).hasSize(1);
    return report.faults().get(0).code();
  }

  private List<String> names() {
    return desk.registry.all().stream()
        .map(OnFile::talent)
        .map(t -> t.name())
        .map(PersonName::text)
        .toList();
  }
}
