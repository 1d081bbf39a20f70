package org.goldcard.dev.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** The files of an unpacked archive: written, counted as whole, deleted. */
public final class Archive {
  /** Beside the files: how many there are and their bytes in all. */
  private static final String CONTENTS = ".contents";

  private Archive() {}

  /** Unpacks a tar.xz. */
  static void tarXz(InputStream archive, Path directory) throws IOException {
    try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive))) {
      @Nullable TarArchiveEntry entry = tar.getNextEntry();
      while (entry != null) {
        place(tar, entry, directory);
        entry = tar.getNextEntry();
      }
    }
  }

  private static void place(TarArchiveInputStream tar, TarArchiveEntry entry, Path directory)
      throws IOException {
    Path file = directory.resolve(entry.getName()).normalize();
    if (!file.startsWith(directory)) {
      throw new IOException("archive: an entry lies outside its directory");
    }
    if (entry.isDirectory()) {
      Files.createDirectories(file);
    } else if (entry.isSymbolicLink()) {
      Files.createDirectories(file.getParent());
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
    } else {
      Files.createDirectories(file.getParent());
      write(tar, file, (entry.getMode() & 0100) != 0);
    }
  }

  /** Writes one program. */
  static void program(InputStream in, Path file) throws IOException {
    write(in, file, true);
  }

  private static void write(InputStream in, Path file, boolean executable) throws IOException {
    Files.copy(in, file);
    String mode = executable ? "rwxr-xr-x" : "rw-r--r--";
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  /** Notes what the directory holds. */
  static void markWhole(Path directory) throws IOException {
    Files.writeString(directory.resolve(CONTENTS), contents(directory));
  }

  /** Whether the directory holds what was noted: a power cut may leave files without content. */
  static boolean isWhole(Path directory) throws IOException {
    Path noted = directory.resolve(CONTENTS);
    return Files.exists(noted) && Files.readString(noted).equals(contents(directory));
  }

  private static String contents(Path directory) throws IOException {
    long[] filesAndBytes = new long[2];
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !file.endsWith(CONTENTS)) {
              filesAndBytes[0]++;
              filesAndBytes[1] += attributes.size();
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return filesAndBytes[0] + " files, " + filesAndBytes[1] + " bytes";
  }

  /** Deletes a directory and all below it, if it is there. */
  public static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(directory)) {
      for (Path path : tree.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }
  }
}
