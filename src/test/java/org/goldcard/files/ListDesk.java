package org.goldcard.files;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.goldcard.card.Actor;
import org.goldcard.issuing.RecognitionRules;
import org.goldcard.issuing.list.ImportReport;
import org.goldcard.issuing.list.Progress;
import org.goldcard.issuing.list.RecogniseTalents;
import org.goldcard.policy.district.District;
import org.goldcard.policy.district.Districts;
import org.goldcard.policy.district.DistrictsReader;
import org.goldcard.testkit.InMemoryTalentRegistry;

/** A desk where lists are handed in: real files, real rules, talents in memory. */
final class ListDesk implements AutoCloseable {
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-15T04:00:00Z"));
  private static final LocalDate TODAY = LocalDate.of(2026, 1, 15);
  private static final Actor CLERK = new Actor(Actor.Kind.OPERATOR, "desk");

  /** The headings of the short lists these tests write. */
  static final String HEADINGS = "姓名,证件类型,证件号码,层次,认定日期,手机,邮箱,所在单位,单位层级,区县,国籍,引进,全职";

  final InMemoryTalentRegistry registry = new InMemoryTalentRegistry(CLOCK);
  final TableFiles files;
  private final Vertx vertx = Vertx.vertx();
  private final RecogniseTalents recognise;

  ListDesk() {
    files = new TableFiles(vertx.createSharedWorkerExecutor("lists", 1));
    Districts districts = DistrictsReader.read();
    recognise =
        new RecogniseTalents(
            registry,
            new RecognitionRules(Period.ofYears(5)),
            text -> districts.find(text, TODAY).map(District::code),
            CLOCK);
  }

  ImportReport strict(Path file) {
    return run(file, RecogniseTalents.Options.strict(CLERK));
  }

  ImportReport dryRun(Path file) {
    return run(file, new RecogniseTalents.Options(CLERK, true, null));
  }

  ImportReport skipBad(Path file) {
    return run(file, RecogniseTalents.Options.skipBad(CLERK, files.rejectedBeside(file)));
  }

  Optional<String> district(String text) {
    return DistrictsReader.read().find(text, TODAY).map(District::code);
  }

  private ImportReport run(Path file, RecogniseTalents.Options options) {
    try {
      return recognise
          .run(files.table(file), options, Progress.NONE)
          .toCompletionStage()
          .toCompletableFuture()
          .get(120, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("the import failed", e);
    }
  }

  static Path write(Path folder, String name, Charset charset, String... lines) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, String.join("\r\n", lines) + "\r\n", charset);
    return file;
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
