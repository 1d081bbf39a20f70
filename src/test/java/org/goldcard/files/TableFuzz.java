package org.goldcard.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.goldcard.fuzz.Fuzzing;
import org.goldcard.issuing.list.Fault;
import org.goldcard.issuing.list.ImportReport;

/** Lists of talents: CSV as it comes, XLSX as it comes, and the sheet within a good XLSX. */
public final class TableFuzz {
  private static final int WAYS = 3;
  private static final ListDesk DESK = new ListDesk();
  private static final Path FOLDER = folder();
  private static final String WORKBOOK =
      "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
          + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
          + "<sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
  private static final String RELATIONS =
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
          + "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/"
          + "2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";

  private TableFuzz() {}

  private static Path folder() {
    try {
      Path folder = Files.createTempDirectory("fuzz");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One input. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    byte[] rest = Fuzzing.rest(input);
    switch (Fuzzing.way(input, WAYS)) {
      case 0 -> read("list.csv", rest);
      case 1 -> read("list.xlsx", rest);
      default -> read("list.xlsx", workbook(rest));
    }
  }

  private static void read(String name, byte[] content) throws IOException {
    Path file = FOLDER.resolve(name);
    Files.write(file, content);
    ImportReport report = DESK.dryRun(file);
    report.faults().forEach(TableFuzz::check);
    Files.delete(file);
  }

  /** A fault names the heading as it is written, cut short, and why; never the cell. */
  private static void check(Fault fault) {
    Fuzzing.neverShown(fault.code() + fault.zh() + fault.en());
    Fuzzing.holds(fault.column().length() <= 40, "a heading is not cut short");
    Fuzzing.holds(fault.line() >= 0, "a fault of no line");
  }

  private static byte[] workbook(byte[] sheet) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      entry(zip, "xl/workbook.xml", WORKBOOK.getBytes(StandardCharsets.UTF_8));
      entry(zip, "xl/_rels/workbook.xml.rels", RELATIONS.getBytes(StandardCharsets.UTF_8));
      entry(zip, "xl/worksheets/sheet1.xml", sheet);
    }
    return bytes.toByteArray();
  }

  private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }
}
