package org.goldcard.cli;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.goldcard.card.Actor;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.port.CommandRefused;
import org.goldcard.cli.port.Keys;
import org.goldcard.cli.port.Servers;
import org.goldcard.cli.terminal.Screen;
import org.goldcard.testkit.TestKeys;
import org.goldcard.token.crypto.Signatures;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.keys.KeyStore;
import org.goldcard.wiring.ZxingPictures;

/** Runs command lines as a process would, on fake stores, real pictures and real keys. */
final class RunCommand {
  static final Actor OPERATOR = new Actor(Actor.Kind.OPERATOR, "tester");
  static final Issuer ISSUER = new Issuer("https://goldcard.test");
  static final Signatures SIGNATURES = TestKeys.signatures();
  static final String PASSPHRASE = "a passphrase for tests";

  final FakeStores stores = new FakeStores();
  final List<String> started = new ArrayList<>();
  Instant now = Instant.parse("2026-06-01T02:00:00Z");
  Path keyDirectory = Path.of("no such directory");
  String input = "";
  int columns = 80;
  boolean interactive;
  Function<Throwable, Optional<CommandRefused>> explain = failure -> Optional.empty();

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Runs one; the exit code. */
  @CanIgnoreReturnValue
  int run(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Commands.run(args, ports());
  }

  /** What the last command told. */
  String out() {
    return out.toString();
  }

  /** What the last command said to people. */
  String err() {
    return err.toString();
  }

  InstantSource clock() {
    return () -> now;
  }

  KeyStore keyStore() {
    return new KeyStore(keyDirectory, SIGNATURES, clock());
  }

  CommandPorts ports() {
    return new CommandPorts(
        servers(),
        () -> stores,
        () -> new Keys(keyStore(), PASSPHRASE::toCharArray, Duration.ofHours(1), ISSUER),
        new ZxingPictures(),
        OPERATOR,
        clock(),
        failure -> explain.apply(failure),
        new Screen(
            new BufferedReader(new StringReader(input)),
            new PrintWriter(out),
            new PrintWriter(err),
            interactive,
            columns));
  }

  private Servers servers() {
    return new Servers() {
      @Override
      public void dev(DevWish wish) {
        started.add("dev " + wish.data() + " " + wish.port());
      }

      @Override
      public void serve(Role role) {
        started.add("serve " + role);
      }

      @Override
      public int loadFunctions() {
        started.add("load functions");
        return 7;
      }

      @Override
      public List<String> redisUsers() {
        return List.of("ACL SETUSER goldcard");
      }
    };
  }
}
