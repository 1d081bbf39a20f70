package org.goldcard.testbed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the operating system says a process has used, from {@code /proc}. */
public final class ProcessUse {
  /** Microseconds in a tick of {@code utime} and {@code stime}: USER_HZ is 100 on Linux. */
  private static final long TICK = 10_000;

  private static final int PAGE_KB = 4;

  private ProcessUse() {}

  /** Processor time of all threads, user and system, microseconds. */
  public static long cpuMicros(long pid) {
    String[] fields = stat(pid);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK;
  }

  /** Resident memory in megabytes. */
  public static long residentMegabytes(long pid) {
    return Long.parseLong(stat(pid)[21]) * PAGE_KB / 1024;
  }

  /** Open file descriptors. */
  public static long openFiles(long pid) {
    try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return files.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The fields after the name in parentheses, from state on. */
  private static String[] stat(long pid) {
    try {
      String text = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), ISO_8859_1);
      return text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
