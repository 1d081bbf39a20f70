package org.goldcard.testkit;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.goldcard.card.TalentClass;
import org.goldcard.card.talent.DocumentType;
import org.goldcard.card.talent.Employer;
import org.goldcard.card.talent.IdentityDocument;
import org.goldcard.card.talent.Introduction;
import org.goldcard.card.talent.Nationality;
import org.goldcard.card.talent.PersonName;
import org.goldcard.card.talent.PhoneNumber;
import org.goldcard.card.talent.Recognition;
import org.goldcard.card.talent.Talent;
import org.goldcard.card.talent.UnitLevel;
import org.goldcard.issuing.RecognisedRow;

/**
 * Lists of recognised talents, as long as wanted: nobody in them exists (births around 1900, names
 * that say 例 or Sample), every number is valid and unique, none is a demo talent's, all document
 * types, classes, districts occur. The same seed gives the same list.
 */
public final class TalentLists {
  /** The headings of every list. */
  public static final List<String> HEADINGS =
      List.of(
          "姓名", "证件类型", "证件号码", "层次", "认定日期", "手机", "邮箱", "所在单位", "单位层级", "区县", "国籍", "引进", "引进日期",
          "全职");

  /** Districts by code, in the order of GB/T 2260 with the functional zones last. */
  public static final List<String> DISTRICTS =
      List.of(
          "370102", "370103", "370104", "370105", "370112", "370113", "370114", "370115", "370116",
          "370117", "370124", "370126", "3701GX", "3701NS", "3701XX");

  private static final List<String> SURNAMES =
      List.of("王", "李", "张", "刘", "陈", "杨", "赵", "黄", "欧阳", "诸葛", "司马", "尉迟");
  private static final List<String> PROVINCES = List.of("370102", "371202", "110101", "650102");
  private static final List<UnitLevel> LEVELS =
      List.of(UnitLevel.CENTRAL, UnitLevel.PROVINCIAL, UnitLevel.CITY, UnitLevel.DISTRICT);
  private static final List<DocumentType> TYPES = List.of(DocumentType.values());
  private static final String DIGITS = "〇一二三四五六七八九";

  /** The demonstration's talents are born in January and have the first numbers of each kind. */
  private static final LocalDate FIRST_BIRTH = LocalDate.of(1900, 2, 1);

  private static final int FIRST_NUMBER = 10_000;
  private static final LocalDate FIRST_RECOGNITION = LocalDate.of(2018, 9, 19);
  private static final int PER_DAY = 900;
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

  private final long seed;

  /** The lists of a seed. */
  public TalentLists(long seed) {
    this.seed = seed;
  }

  /** The first rows, as written in a table under {@link #HEADINGS}. */
  public Stream<List<String>> rows(int count) {
    return IntStream.range(0, count).mapToObj(this::cells);
  }

  /** The first rows, as an import has read them; lines from 2. */
  public Stream<RecognisedRow> recognised(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new RecognisedRow(i + 2, talent(i), recognition(i), null));
  }

  /** One talent of the list, counted from 0. */
  public Talent talent(int index) {
    IdentityDocument document = document(index);
    Random random = random(index);
    boolean introduced = random.nextBoolean();
    return new Talent(
        new PersonName(name(index, document.type())),
        List.of(document),
        new Nationality(nationality(document.type())),
        new PhoneNumber("+86140" + String.format("%08d", index)),
        null,
        new Employer(
            "示例单位" + index % 997,
            LEVELS.get(index % LEVELS.size()),
            DISTRICTS.get(index % DISTRICTS.size())),
        new Introduction(
            introduced,
            introduced ? FIRST_RECOGNITION.minusDays(index % 300) : null,
            random.nextInt(10) > 0));
  }

  /** What that talent is recognised as. */
  public Recognition recognition(int index) {
    int draw = random(index + 31).nextInt(100);
    TalentClass talentClass =
        draw < 1
            ? TalentClass.A
            : draw < 10 ? TalentClass.B : draw < 40 ? TalentClass.C : TalentClass.D;
    return new Recognition(talentClass, FIRST_RECOGNITION.plusDays(index % 2000), null);
  }

  /** Writes a CSV list; UTF-8 is written without a byte order mark. */
  public void writeCsv(Path file, int count, Charset charset) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, charset)) {
      out.write(String.join(",", HEADINGS) + "\r\n");
      for (int i = 0; i < count; i++) {
        out.write(String.join(",", cells(i)) + "\r\n");
      }
    }
  }

  /** Writes an XLSX list, every cell as text. */
  public void writeXlsx(Path file, int count) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        Workbook workbook = new Workbook(out, "goldcard", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("名单");
      write(sheet, 0, HEADINGS);
      for (int i = 0; i < count; i++) {
        write(sheet, i + 1, cells(i));
        if (i % 1000 == 0) {
          sheet.flush();
        }
      }
    }
  }

  private static void write(Worksheet sheet, int row, List<String> cells) {
    for (int column = 0; column < cells.size(); column++) {
      sheet.value(row, column, cells.get(column));
    }
  }

  private List<String> cells(int index) {
    Talent talent = talent(index);
    Recognition recognition = recognition(index);
    Introduction introduction = talent.introduction();
    PhoneNumber phone = talent.phone();
    return List.of(
        talent.name().text(),
        talent.documents().get(0).type().zh(),
        talent.documents().get(0).number(),
        recognition.talentClass() + "类",
        recognition.recognisedOn().toString(),
        phone == null ? "" : phone.e164(),
        "",
        String.valueOf(talent.employer().unit()),
        talent.employer().level().zh(),
        talent.employer().district(),
        talent.nationality().code(),
        introduction.introduced() ? "是" : "否",
        introduction.on() == null ? "" : introduction.on().toString(),
        introduction.fullTime() ? "是" : "否");
  }

  private IdentityDocument document(int index) {
    DocumentType type =
        random(index + 7).nextInt(10) < 7 ? DocumentType.RIC : TYPES.get(index % TYPES.size());
    int serial = FIRST_NUMBER + index;
    String number =
        switch (type) {
          case RIC -> eighteen(PROVINCES.get(index % PROVINCES.size()), index);
          case HKMO_RP -> eighteen(index % 2 == 0 ? "810000" : "820000", index);
          case TW_RP -> eighteen("830000", index);
          case FPR_NEW -> eighteen("937840", index);
          case FPR_OLD -> String.format("ZZZ%012d", serial);
          case HKMO_MTP -> String.format(index % 2 == 0 ? "H%08d" : "M%08d", serial);
          case TW_MTP -> String.format("%08d", serial);
          case PASSPORT -> String.format("X%08d", serial);
        };
    return new IdentityDocument(type, number);
  }

  private static String eighteen(String prefix, int index) {
    String birth = FIRST_BIRTH.plusDays(index / PER_DAY).toString().replace("-", "");
    String digits = prefix + birth + String.format("%03d", index % PER_DAY + 1);
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += (digits.charAt(i) - '0') * WEIGHTS[i];
    }
    return digits + "10X98765432".charAt(sum % 11);
  }

  private static String name(int index, DocumentType type) {
    StringBuilder name = new StringBuilder();
    boolean foreign =
        type == DocumentType.PASSPORT
            || type == DocumentType.FPR_NEW
            || type == DocumentType.FPR_OLD;
    if (foreign) {
      String.valueOf(index).chars().forEach(digit -> name.append((char) ('a' + digit - '0')));
      return "SAMPLE Q" + name;
    }
    name.append(SURNAMES.get(index % SURNAMES.size())).append("例");
    name.append(index % 50 == 7 ? "𠮷" : index % 50 == 9 ? "㐂" : index % 50 == 11 ? "·样" : "");
    String.valueOf(index).chars().forEach(digit -> name.append(DIGITS.charAt(digit - '0')));
    return name.toString();
  }

  private static String nationality(DocumentType type) {
    return switch (type) {
      case PASSPORT, FPR_OLD -> "DE";
      case FPR_NEW -> "US";
      default -> "CN";
    };
  }

  private Random random(int index) {
    return new Random(seed * 1_000_003 + index * 7919L);
  }
}
