package org.goldcard.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.goldcard.issuing.TalentRegistry.Result;
import org.goldcard.issuing.list.Fault;
import org.goldcard.issuing.list.ImportReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyFaultsTest {
  private static final String[] ROWS = {
    ListDesk.HEADINGS + ",引进日期,到期日,更正,证件类型2,证件号码2",
    "张例一,身份证,370102190001010019,B,2020-01-01,14000000001,,示例一,市,历下区,,是,是",
    ",身份证,37010219000101006X,B,2020-01-01,14000000002,,示例一,市,历下区,,是,是",
    "张例3,护照,E00000003,B,2020-01-01,14000000002,,示例一,市,历下区,中国,是,是",
    "张例四,军官证,E00000004,B,2020-01-01,14000000002,,示例一,市,历下区,中国,是,是",
    "张例五,身份证,370102190001010018,B,2020-01-01,14000000002,,示例一,市,历下区,,是,是",
    "张例六,身份证,370102900101001,B,2020-01-01,14000000002,,示例一,市,历下区,,是,是",
    "张例七,身份证,3.70102E+17,B,2020-01-01,14000000002,,示例一,市,历下区,,是,是",
    "张例八,护照,E00000008,E,2020-01-01,14000000002,,示例一,市,历下区,中国,是,是",
    "张例九,护照,E00000009,B,2020-02-30,14000000002,,示例一,市,历下区,中国,是,是",
    "张例十,护照,E00000010,B,2026-01-16,14000000002,,示例一,市,历下区,中国,是,是",
    "王例一,护照,E00000011,B,2020-01-01,1400000000,,示例一,市,历下区,中国,是,是",
    "王例二,护照,E00000012,B,2020-01-01,,a@b,示例一,市,历下区,中国,是,是",
    "王例三,护照,E00000013,B,2020-01-01,14000000002,,,市,历下区,中国,是,是",
    "王例四,护照,E00000014,B,2020-01-01,14000000002,,示例一,国际,历下区,中国,是,是",
    "王例五,护照,E00000015,B,2020-01-01,14000000002,,示例一,市,朝阳区,中国,是,是",
    "王例六,护照,E00000016,B,2020-01-01,14000000002,,示例一,市,历下区,,是,是",
    "王例七,护照,E00000017,B,2020-01-01,14000000002,,示例一,市,历下区,火星,是,是",
    "王例八,护照,E00000018,B,2020-01-01,14000000002,,示例一,市,历下区,中国,也许,是",
    "王例九,护照,E00000019,B,2020-01-01,14000000002,,示例一,市,历下区,中国,否,是,2019-01-01",
    "王例十,护照,E00000020,B,2020-01-01,14000000002,,示例一,市,历下区,中国,是,是,,2019-12-31",
    "李例一,护照,E00000021,B,2020-01-01,14000000002,,示例一,市,历下区,中国,是,是,,,,护照",
    "李例二,护照,E00000022,B,2020-01-01,14000000002,,示例一,市,历下区,中国,是,是,,,,护照,E00000022",
    "李例三,护照,E00000023,B,2020-01-01,14000000002,,示例一,市,历下区,中国,是,是",
    "李例四,护照,e0000 0023,B,2020-01-01,14000000002,,示例一,市,历下区,中国,是,是",
    "李例五,护照,E00000025,B,2020-01-01,14000000002,,示例一,市,历下区,中国,是,是,,,,,,多余",
    "李例六,护照,,X,x,x,x,示例一,市,历下区,中国,是,是"
  };

  private static final String[] FAULTS = {
    "3 姓名 EMPTY",
    "4 姓名 NAME_CHARACTERS",
    "5 证件类型 DOCUMENT_TYPE",
    "6 证件号码 DOCUMENT_CHECK_DIGIT",
    "7 证件号码 DOCUMENT_FIFTEEN_DIGITS",
    "8 证件号码 DIGITS_LOST",
    "9 层次 TALENT_CLASS",
    "10 认定日期 DATE",
    "11 认定日期 DATE_LATER",
    "12 手机 PHONE",
    "13 邮箱 EMAIL",
    "14 所在单位 UNIT_NEEDED",
    "15 单位层级 UNIT_LEVEL",
    "16 区县 DISTRICT",
    "17 国籍 NATIONALITY_NEEDED",
    "18 国籍 COUNTRY",
    "19 引进 YES_OR_NO",
    "20 引进日期 NOT_INTRODUCED",
    "21 到期日 ENDS_BEFORE",
    "22 证件号码2 DOCUMENT_HALF",
    "23 证件号码2 SAME_DOCUMENT",
    "24 证件号码 DOCUMENT_TWICE",
    "25 证件号码 DOCUMENT_TWICE",
    "26 #19 CELL_WITHOUT_COLUMN",
    "27 证件号码 EMPTY",
    "27 层次 TALENT_CLASS",
    "27 认定日期 DATE",
    "27 手机 PHONE",
    "27 邮箱 EMAIL"
  };

  @TempDir private Path folder;

  @Test
  void reportsEveryFaultOfAFileAtOnceInOrderAndImportsNothing() throws Exception {
    try (ListDesk desk = new ListDesk()) {
      Path file = ListDesk.write(folder, "list.csv", StandardCharsets.UTF_8, ROWS);

      ImportReport report = desk.strict(file);

      assertThat(report.faults()).extracting(ManyFaultsTest::place).containsExactly(FAULTS);
      assertThat(report.recorded()).isFalse();
      assertThat(report.rows()).isEqualTo(26);
      assertThat(report.badRows()).isEqualTo(25);
      assertThat(desk.registry.size()).isZero();
    }
  }

  @Test
  void saysEveryFaultInBothLanguagesWithoutRepeatingTheContent() throws Exception {
    try (ListDesk desk = new ListDesk()) {
      Path file = ListDesk.write(folder, "list.csv", StandardCharsets.UTF_8, ROWS);

      for (Fault fault : desk.strict(file).faults()) {
        assertThat(fault.sentenceZh())
            .startsWith("第" + fault.line() + "行“")
            .matches(".*\\p{IsHan}.*");
        assertThat(fault.sentenceEn()).startsWith("line " + fault.line() + ", \"");
        assertThat(fault.sentenceZh() + fault.sentenceEn()).doesNotContain("370102", "E000", "例");
      }
    }
  }

  @Test
  void importsTheGoodRowsAndWritesTheBadOnesToAFileThatCanBeHandedInAgain() throws Exception {
    try (ListDesk desk = new ListDesk()) {
      Path file = ListDesk.write(folder, "list.csv", StandardCharsets.UTF_8, ROWS);

      ImportReport report = desk.skipBad(file);

      assertThat(report.recorded()).isTrue();
      assertThat(report.count(Result.NEW)).isEqualTo(1);
      assertThat(report.rejected()).contains("list-rejected.csv");
      Path rejected = folder.resolve("list-rejected.csv");
      assertThat(Files.readAllLines(rejected)).hasSize(26);
      ImportReport again = desk.strict(rejected);
      assertThat(again.rows()).isEqualTo(25);
      assertThat(again.faults())
          .extracting(Fault::code)
          .containsExactlyElementsOf(report.faults().stream().map(Fault::code).toList());
    }
  }

  private static String place(Fault fault) {
    return fault.line() + " " + fault.column() + " " + fault.code();
  }
}
