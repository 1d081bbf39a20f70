package org.goldcard.files;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.goldcard.issuing.list.RowFlaw;
import org.goldcard.issuing.list.TableSource.Unreadable;

/**
 * How a text file is written. Blocking.
 *
 * @param charset UTF-8 or GB18030
 * @param bom whether it begins with a byte order mark
 * @param separator what stands between cells
 */
record TextForm(Charset charset, boolean bom, char separator) {
  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final char BOM = '\ufeff';
  private static final int SAMPLE = 1 << 16;
  private static final char[] SEPARATORS = {',', ';', '\t'};

  /** What spreadsheets open without asking: UTF-8 with a byte order mark, and commas. */
  static final TextForm FOR_SPREADSHEETS = new TextForm(StandardCharsets.UTF_8, true, ',');

  /**
   * Reads the whole file as UTF-8 and, where that fails, as GB18030. A guess from a sample would
   * take a long GB18030 file with ASCII in front for UTF-8.
   */
  static TextForm of(Path file) throws IOException {
    for (Charset charset : new Charset[] {StandardCharsets.UTF_8, GB18030}) {
      if (decodes(file, charset)) {
        return inCharset(file, charset);
      }
    }
    throw new Unreadable(0, RowFlaw.UNKNOWN_ENCODING);
  }

  /** Opens the file after its byte order mark; a character that does not decode is an error. */
  Reader open(Path file) throws IOException {
    Reader reader = strictly(file, charset);
    if (bom && reader.read() != BOM) {
      reader.close();
      throw new IOException("byte order mark: gone");
    }
    return reader;
  }

  private static TextForm inCharset(Path file, Charset charset) throws IOException {
    try (Reader reader = strictly(file, charset)) {
      char[] sample = new char[SAMPLE];
      int length = 0;
      int read;
      while (length < SAMPLE && (read = reader.read(sample, length, SAMPLE - length)) > 0) {
        length += read;
      }
      String text = new String(sample, 0, length);
      boolean bom = text.indexOf(BOM) == 0;
      return new TextForm(charset, bom, separator(bom ? text.substring(1) : text));
    }
  }

  /** The separator that makes the most of a row. */
  private static char separator(String sample) {
    char best = ',';
    int most = 0;
    for (char candidate : SEPARATORS) {
      int cells = sample.lines().limit(20).mapToInt(line -> count(line, candidate)).max().orElse(0);
      if (cells > most) {
        most = cells;
        best = candidate;
      }
    }
    return best;
  }

  private static int count(String line, char separator) {
    boolean quoted = false;
    int count = 0;
    for (int i = 0; i < line.length(); i++) {
      quoted ^= line.charAt(i) == '"';
      count += !quoted && line.charAt(i) == separator ? 1 : 0;
    }
    return count;
  }

  private static boolean decodes(Path file, Charset charset) throws IOException {
    char[] buffer = new char[SAMPLE];
    try (Reader reader = strictly(file, charset)) {
      int read = 0;
      while (read >= 0) {
        read = reader.read(buffer);
      }
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static Reader strictly(Path file, Charset charset) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), SAMPLE);
    return new BufferedReader(
        new InputStreamReader(
            in,
            charset
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)));
  }
}
