package org.goldcard.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.goldcard.dev.embedded.RunningServers;
import org.goldcard.dev.host.ServerProcess;

/**
 * An authority, a server's certificate of it for one name, and an authority that signed nothing, as
 * PEM files made by {@code openssl}. Blocks.
 *
 * @param authority who signed the server's
 * @param stranger who did not
 * @param certificate of the server
 * @param key of the server
 */
public record TestCertificates(Path authority, Path stranger, Path certificate, Path key) {
  private static final List<String> NEW =
      List.of("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes");

  /** Makes them for 127.0.0.1 and no host name. */
  public static TestCertificates make() {
    return of("IP:127.0.0.1");
  }

  /** Makes them for an alternative name as {@code openssl} writes it. */
  public static TestCertificates of(String name) {
    Path place = TestServers.emptyDirectory();
    Path authority = authority(place, "authority");
    Path stranger = authority(place, "stranger");
    Path key = place.resolve("server.key");
    Path certificate = place.resolve("server.pem");
    openssl(
        place,
        "-subj",
        "/CN=server",
        "-addext",
        "subjectAltName=" + name,
        "-addext",
        "basicConstraints=critical,CA:FALSE",
        "-CA",
        authority.toString(),
        "-CAkey",
        place.resolve("authority.key").toString(),
        "-keyout",
        key.toString(),
        "-out",
        certificate.toString());
    try {
      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new TestCertificates(authority, stranger, certificate, key);
  }

  /** Has a PostgreSQL encrypt with it from now on. */
  public void serveFrom(RunningServers servers) {
    String admin = servers.adminDatabaseUrl();
    TestServers.execute(admin, "alter system set ssl_cert_file = '" + certificate + "'");
    TestServers.execute(admin, "alter system set ssl_key_file = '" + key + "'");
    TestServers.execute(admin, "alter system set ssl = on");
    TestServers.execute(admin, "select pg_reload_conf()");
    Awaitility.await().until(() -> TestServers.query(admin, "show ssl").contains("on"));
  }

  private static Path authority(Path place, String name) {
    Path certificate = place.resolve(name + ".pem");
    openssl(
        place,
        "-subj",
        "/CN=" + name,
        "-keyout",
        place.resolve(name + ".key").toString(),
        "-out",
        certificate.toString());
    return certificate;
  }

  private static void openssl(Path place, String... arguments) {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(NEW);
    command.addAll(List.of(arguments));
    Path log = place.resolve("openssl.log");
    try {
      Process process =
          ServerProcess.plain(command, place)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      if (process.waitFor() != 0) {
        throw new IllegalStateException("openssl:\n" + Files.readString(log));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
