package org.goldcard.issuing.list;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.goldcard.card.TalentClass;
import org.goldcard.card.talent.EmailAddress;
import org.goldcard.card.talent.Employer;
import org.goldcard.card.talent.Flaw;
import org.goldcard.card.talent.IdentityDocument;
import org.goldcard.card.talent.Introduction;
import org.goldcard.card.talent.Nationality;
import org.goldcard.card.talent.PersonName;
import org.goldcard.card.talent.PhoneNumber;
import org.goldcard.card.talent.Reading;
import org.goldcard.card.talent.Recognition;
import org.goldcard.card.talent.Talent;
import org.goldcard.card.talent.UnitLevel;
import org.goldcard.issuing.RecognisedRow;
import org.goldcard.issuing.list.TableSource.Row;
import org.jspecify.annotations.Nullable;

/** Makes a recognised talent of a row, or says everything that is wrong with it. */
final class RowReader {
  private static final LocalDate EARLIEST = LocalDate.of(1990, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(2100, 12, 31);

  private final Header header;
  private final LocalDate today;
  private final Function<String, Optional<String>> districts;

  /**
   * Reads rows under these headings.
   *
   * @param today no recognition may lie after it
   * @param districts gives the code of a district by code, name or alias
   */
  RowReader(Header header, LocalDate today, Function<String, Optional<String>> districts) {
    this.header = header;
    this.today = today;
    this.districts = districts;
  }

  /**
   * What came of a row: exactly one of both.
   *
   * @param row the row as a recognised talent; null when it has faults
   * @param faults what is wrong, in the order of the columns
   */
  record Checked(@Nullable RecognisedRow row, List<Fault> faults) {}

  Checked read(Row row) {
    Cells cells = new Cells(header, row);
    PersonName name = cells.need(Column.NAME, 1, PersonName::read);
    List<IdentityDocument> documents = new DocumentCells(cells, today).read();
    Recognition recognition = recognition(cells);
    PhoneNumber phone = cells.may(Column.PHONE, 1, PhoneNumber::read);
    EmailAddress email = cells.may(Column.EMAIL, 1, EmailAddress::read);
    Employer employer = employer(cells);
    Nationality nationality = nationality(cells, documents);
    Introduction introduction = introduction(cells);
    String correction =
        cells.may(
            Column.CORRECTION, 1, text -> CellReaders.plain(text, RecognisedRow.MAX_CORRECTION));
    List<Fault> faults = cells.faults();
    if (!faults.isEmpty()
        || name == null
        || recognition == null
        || employer == null
        || nationality == null
        || introduction == null) {
      return new Checked(null, faults);
    }
    Talent talent = new Talent(name, documents, nationality, phone, email, employer, introduction);
    return new Checked(new RecognisedRow(row.line(), talent, recognition, correction), faults);
  }

  private @Nullable Recognition recognition(Cells cells) {
    TalentClass talentClass = cells.need(Column.CLASS, 1, CellReaders::talentClass);
    LocalDate on = past(cells, Column.RECOGNISED_ON, true);
    LocalDate end = date(cells, Column.ENDS_ON, false);
    if (on != null && end != null && end.isBefore(on)) {
      cells.fault(Column.ENDS_ON, 1, RowFlaw.ENDS_BEFORE);
      return null;
    }
    return talentClass == null || on == null ? null : new Recognition(talentClass, on, end);
  }

  private @Nullable Employer employer(Cells cells) {
    String unit = cells.may(Column.UNIT, 1, text -> CellReaders.plain(text, Employer.MAX_UNIT));
    UnitLevel level = cells.need(Column.UNIT_LEVEL, 1, CellReaders::unitLevel);
    String district = cells.need(Column.DISTRICT, 1, this::district);
    if (level != null && level != UnitLevel.NONE && cells.text(Column.UNIT, 1).isEmpty()) {
      cells.fault(Column.UNIT, 1, RowFlaw.UNIT_NEEDED);
      return null;
    }
    if (level == null || district == null || (unit == null && level != UnitLevel.NONE)) {
      return null;
    }
    return new Employer(unit, level, district);
  }

  private Reading<String> district(String text) {
    return districts.apply(text).map(Reading::of).orElseGet(() -> Reading.flawed(Flaw.DISTRICT));
  }

  private @Nullable Nationality nationality(Cells cells, List<IdentityDocument> documents) {
    if (!cells.text(Column.NATIONALITY, 1).isEmpty()) {
      return cells.may(Column.NATIONALITY, 1, Nationality::read);
    }
    boolean chinese = documents.stream().anyMatch(d -> d.type().provesChineseNationality());
    if (!chinese && !documents.isEmpty()) {
      cells.fault(Column.NATIONALITY, 1, RowFlaw.NATIONALITY_NEEDED);
    }
    return chinese ? Nationality.CHINA : null;
  }

  private @Nullable Introduction introduction(Cells cells) {
    Boolean introduced = cells.need(Column.INTRODUCED, 1, CellReaders::yesOrNo);
    LocalDate on = past(cells, Column.INTRODUCED_ON, false);
    Boolean fullTime = cells.need(Column.FULL_TIME, 1, CellReaders::yesOrNo);
    if (introduced == null || fullTime == null) {
      return null;
    }
    if (!introduced && on != null) {
      cells.fault(Column.INTRODUCED_ON, 1, RowFlaw.NOT_INTRODUCED);
      return null;
    }
    return new Introduction(introduced, on, fullTime);
  }

  private @Nullable LocalDate past(Cells cells, Column column, boolean required) {
    LocalDate day = date(cells, column, required);
    if (day != null && day.isAfter(today)) {
      cells.fault(column, 1, RowFlaw.DATE_LATER);
      return null;
    }
    return day;
  }

  private @Nullable LocalDate date(Cells cells, Column column, boolean required) {
    LocalDate day =
        required
            ? cells.need(column, 1, CellReaders::date)
            : cells.may(column, 1, CellReaders::date);
    if (day != null && (day.isBefore(EARLIEST) || day.isAfter(LATEST))) {
      cells.fault(column, 1, RowFlaw.DATE_RANGE);
      return null;
    }
    return day;
  }
}
