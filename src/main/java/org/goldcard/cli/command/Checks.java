package org.goldcard.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.goldcard.card.CardNumber;
import org.goldcard.cli.port.CommandRefused;
import org.goldcard.cli.port.ExitCode;
import org.jspecify.annotations.Nullable;

/** Values of the command line, checked with a sentence in both languages and no echo of them. */
public final class Checks {
  private static final int LAST_PORT = 65_535;

  private Checks() {}

  /** A port, if one was given. */
  public static @Nullable Integer port(@Nullable Integer port) {
    if (port != null && (port < 0 || port > LAST_PORT)) {
      throw usage("--port：端口须为0至65535", "--port: a port is 0 to 65535");
    }
    return port;
  }

  /** A card number as people type it. */
  public static CardNumber card(String text) {
    return CardNumber.parse(text)
        .orElseThrow(
            () ->
                usage(
                    "卡号有误：应为以9开头、校验位正确的16位数字",
                    "Not a card number: 16 digits, first 9, last a check digit"));
  }

  /** An existing file that can be read. */
  public static Path readable(Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new CommandRefused(
          ExitCode.BAD_INPUT, "文件不存在或无法读取：" + file, "No such readable file: " + file);
    }
    return file;
  }

  /** Writes a new or existing file whole. */
  public static void write(Path file, byte[] content) {
    try {
      Files.write(file, content);
    } catch (IOException e) {
      throw new CommandRefused(
          ExitCode.BAD_INPUT, "无法写入文件：" + file, "The file cannot be written: " + file);
    }
  }

  /** A mistake in what was typed; neither sentence repeats it. */
  public static CommandRefused usage(String zh, String en) {
    return new CommandRefused(ExitCode.USAGE, zh, en);
  }
}
