package org.goldcard.dev.host;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Unpacks server programs from the class path, once per content: into a directory of its own that
 * gets its final name only when it is whole, so a kill in the middle leaves nothing half-done.
 */
public final class Unpacking {
  private static final String UNFINISHED = ".unpacking-";
  private static final ConcurrentMap<String, Object> IN_THIS_PROGRAM = new ConcurrentHashMap<>();

  private Unpacking() {}

  /** How an archive becomes files below a directory. */
  private interface Writer {
    /** Writes every file. */
    void write(InputStream archive, Path directory) throws IOException;
  }

  /** The directory of PostgreSQL's {@code bin}, {@code lib} and {@code share}. */
  public static Path postgres(Path programs, Platform platform, Consumer<String> progress)
      throws IOException {
    return unpacked(
        programs, progress, new Program("PostgreSQL", platform.postgresArchive(), Archive::tarXz));
  }

  /** The Redis server program. */
  public static Path redis(Path programs, Platform platform, Consumer<String> progress)
      throws IOException {
    Writer single = (in, directory) -> Archive.program(in, directory.resolve("redis-server"));
    return unpacked(programs, progress, new Program("Redis", platform.redisProgram(), single))
        .resolve("redis-server");
  }

  private record Program(String name, String resource, Writer writer) {}

  private static Path unpacked(Path programs, Consumer<String> progress, Program program)
      throws IOException {
    String resource = program.resource();
    URL url = Unpacking.class.getResource("/" + resource);
    if (url == null) {
      throw new StartRefused(
          "类路径中没有 " + resource + "。" + Platform.OTHERWISE_ZH,
          resource + " is not on the class path. " + Platform.OTHERWISE_EN);
    }
    Path target = programs.resolve(resource.replace(".txz", "") + "-" + checksum(url));
    if (!Archive.isWhole(target)) {
      progress.accept("正在解压 " + program.name() + "… / unpacking " + program.name() + "…");
      unpackAlone(url, programs, target, program);
    }
    return target;
  }

  /** One unpacks, others wait for it: in this program by monitor, in other programs by file. */
  private static void unpackAlone(URL url, Path programs, Path target, Program program)
      throws IOException {
    Path guard = programs.resolve(".guard-" + program.name());
    synchronized (IN_THIS_PROGRAM.computeIfAbsent(guard.toString(), path -> new Object())) {
      try (FileChannel channel =
              FileChannel.open(guard, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (lock.isValid() && !Archive.isWhole(target)) {
          unpack(url, programs, target, program);
        }
      }
    }
  }

  private static void unpack(URL url, Path programs, Path target, Program program)
      throws IOException {
    for (Path unfinished : unfinished(programs, UNFINISHED + program.name())) {
      Archive.delete(unfinished);
    }
    Archive.delete(target);
    Path fresh = Files.createTempDirectory(programs, UNFINISHED + program.name());
    try (InputStream in = new BufferedInputStream(url.openStream(), 1 << 16)) {
      program.writer().write(in, fresh);
    }
    Archive.markWhole(fresh);
    Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private static List<Path> unfinished(Path parent, String prefix) throws IOException {
    try (Stream<Path> entries = Files.list(parent)) {
      return entries.filter(entry -> entry.getFileName().toString().startsWith(prefix)).toList();
    }
  }

  /** CRC-32 and length: a jar's directory has them at hand, so a start reads no archive for it. */
  private static String checksum(URL url) throws IOException {
    URLConnection connection = url.openConnection();
    if (connection instanceof JarURLConnection jar) {
      return "%08x-%d".formatted(jar.getJarEntry().getCrc(), jar.getJarEntry().getSize());
    }
    CRC32 crc = new CRC32();
    try (InputStream in = connection.getInputStream()) {
      byte[] bytes = in.readAllBytes();
      crc.update(bytes);
      return "%08x-%d".formatted(crc.getValue(), bytes.length);
    }
  }
}
