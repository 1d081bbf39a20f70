package org.goldcard.token.keys;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The key directory: {@code <kid>.jwk}, and {@code private/<kid>.pem} with mode 0400. Every file
 * comes to be whole or not at all; a pair exists from the moment its private file does. Blocking.
 */
final class KeyFiles {
  private static final String JWK = ".jwk";
  private static final String PEM = ".pem";
  private static final Set<PosixFilePermission> OWNER_READS =
      PosixFilePermissions.fromString("r--------");

  private final Path directory;
  private final Path privateDirectory;
  private final boolean posix;

  KeyFiles(Path directory) {
    this.directory = directory;
    this.privateDirectory = directory.resolve("private");
    this.posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  Path directory() {
    return directory;
  }

  Path publicFile(String kid) {
    return directory.resolve(kid + JWK);
  }

  Path privateFile(String kid) {
    return privateDirectory.resolve(kid + PEM);
  }

  /** The names that have a public file. */
  List<String> publicNames() throws IOException {
    return names(directory, JWK);
  }

  /** The names that have a private file. */
  List<String> privateNames() throws IOException {
    return Files.isDirectory(privateDirectory) ? names(privateDirectory, PEM) : List.of();
  }

  boolean onlyOwnerReads(Path file) throws IOException {
    return !posix || Files.getPosixFilePermissions(file).equals(OWNER_READS);
  }

  /** Makes the directories where they are missing. */
  void prepare() throws IOException {
    Files.createDirectories(directory);
    if (!Files.isDirectory(privateDirectory)) {
      Files.createDirectory(privateDirectory, attributes("rwx------"));
    }
  }

  /**
   * Puts a new pair in place. The public file waits under another name until the private one is
   * there, so that a kill in between is finished by {@link #finishInterrupted}.
   */
  void createPair(String kid, byte[] jwk, String pem) throws IOException {
    write(waiting(kid), jwk, attributes("rw-r--r--"));
    Path fresh = privateDirectory.resolve("." + kid + ".new");
    Files.deleteIfExists(fresh);
    write(fresh, pem.getBytes(StandardCharsets.US_ASCII), attributes("r--------"));
    move(fresh, privateFile(kid));
    move(waiting(kid), publicFile(kid));
  }

  /** Replaces a public file. */
  void replacePublic(String kid, byte[] jwk) throws IOException {
    Path fresh = directory.resolve("." + kid + ".changed");
    Files.deleteIfExists(fresh);
    write(fresh, jwk, attributes("rw-r--r--"));
    move(fresh, publicFile(kid));
  }

  void deletePrivate(String kid) throws IOException {
    Files.deleteIfExists(privateFile(kid));
  }

  /** Completes pairs whose private file was in place when their maker was killed. */
  void finishInterrupted() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith(".") && name.endsWith(".new")) {
          finish(file, name.substring(1, name.length() - ".new".length()));
        }
      }
    }
  }

  private void finish(Path waiting, String kid) throws IOException {
    if (Files.exists(privateFile(kid)) && !Files.exists(publicFile(kid))) {
      move(waiting, publicFile(kid));
    } else {
      Files.delete(waiting);
    }
  }

  private Path waiting(String kid) {
    return directory.resolve("." + kid + ".new");
  }

  private static List<String> names(Path directory, String suffix) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(suffix) && !name.startsWith("."))
          .map(name -> name.substring(0, name.length() - suffix.length()))
          .sorted()
          .toList();
    }
  }

  private static void write(Path file, byte[] content, FileAttribute<?>[] attributes)
      throws IOException {
    Files.deleteIfExists(file);
    try (FileChannel channel = FileChannel.open(file, Set.of(CREATE_NEW, WRITE), attributes)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        int written = channel.write(rest);
        if (written < 0) {
          throw new IOException("cannot write");
        }
      }
      channel.force(true);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    // The new name must survive a power cut too, on systems that can open a directory.
    try (FileChannel parent = FileChannel.open(to.getParent())) {
      parent.force(true);
    } catch (IOException e) {
      if (to.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        throw e;
      }
    }
  }

  private FileAttribute<?>[] attributes(String permissions) {
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
