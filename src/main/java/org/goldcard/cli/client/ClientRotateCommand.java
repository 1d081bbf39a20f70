package org.goldcard.cli.client;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.goldcard.card.Instruction;
import org.goldcard.card.Validity;
import org.goldcard.cli.command.Checks;
import org.goldcard.cli.command.Guide;
import org.goldcard.cli.command.GuidedCommand;
import org.goldcard.cli.command.Waiting;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.port.Stores;
import org.goldcard.partners.ClientRegistry.Change;
import org.goldcard.partners.ClientRegistry.Registration;
import org.goldcard.partners.Credentials;
import org.goldcard.token.secret.Secrets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives a client a second secret, shown this once; the first one goes on for some days. */
@Command
public final class ClientRotateCommand implements GuidedCommand {
  private static final int LONGEST = 30;

  private final CommandPorts ports;
  private volatile @Nullable Instant oldEnds;

  @Parameters(
      paramLabel = "ID",
      description = {"客户端标识", "The client identifier"})
  private String id = "";

  @Option(
      names = "--overlap",
      paramLabel = "DAYS",
      defaultValue = "7",
      description = {"旧密钥串继续有效的天数，0至30，默认7", "Days the old secret goes on, 0 to 30; 7"})
  private int days;

  @Option(
      names = "--expires",
      paramLabel = "DATE",
      description = {"新密钥串的最后有效日", "The last day on which the new one counts"})
  private @Nullable LocalDate lastDay;

  @Option(
      names = "--end-old",
      description = {"不再更换，立即停用旧密钥串", "Renews nothing, ends the old secret at once"})
  private boolean endOld;

  /** Over these ports. */
  public ClientRotateCommand(CommandPorts ports) {
    this.ports = ports;
  }

  @Override
  public Guide guide() {
    return new Guide(
        "更换客户端的密钥串：新旧并用数日，令牌不中断",
        "Renew a client's secret: both count for some days, no token ends",
        List.of(
            "goldcard client rotate gate7 --overlap 7 --expires 2027-11-30",
            "goldcard client rotate gate7 --end-old"),
        List.of(ExitCode.REFUSED, ExitCode.STORE_UNAVAILABLE));
  }

  @Override
  public Integer call() {
    if (days < 0 || days > LONGEST) {
      throw Checks.usage("--overlap 应为0至30", "--overlap is 0 to 30");
    }
    return endOld ? endOld() : renew();
  }

  private int endOld() {
    Instruction by = Instruction.of(ports.operator(), "");
    Instant now = ports.clock().instant();
    try (Stores stores = ports.stores().get()) {
      Change change =
          Waiting.on(
              stores
                  .clients()
                  .alter(
                      id,
                      "client.end-old",
                      by,
                      r -> r.credentials().withoutOldSecrets(now).map(r::with)));
      return ClientOutcome.say(ports.screen(), change, "没有另一个有效的密钥串", "no other secret counts");
    }
  }

  private int renew() {
    String secret = Secrets.random(new SecureRandom());
    Instant end = lastDay == null ? null : Validity.endOf(lastDay);
    Credentials.Secret fresh = new Credentials.Secret(Secrets.hash(secret), end);
    Instruction by = Instruction.of(ports.operator(), "");
    try (Stores stores = ports.stores().get()) {
      Change change = Waiting.on(stores.clients().alter(id, "client.rotate", by, with(fresh)));
      if (change == Change.DONE) {
        ports.screen().tell(secret);
        ports.screen().err().println(ending());
        return ExitCode.OK.number();
      }
      return ClientOutcome.say(
          ports.screen(),
          change,
          "已有两个密钥串同时有效；先用 --end-old 停用旧的",
          "two secrets count already; --end-old ends the old one");
    }
  }

  /** Beside the secret, not with it: what is printed goes into the partner's own safe. */
  private String ending() {
    Instant end = oldEnds;
    String last =
        end == null
            ? "-"
            : LocalDateTime.ofInstant(end, Validity.ZONE)
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    return end == null
        ? "此前没有有效的密钥串 / No secret counted before"
        : "旧密钥串有效至" + last + "（北京时间）/ The old one counts until " + last + " (UTC+8)";
  }

  private Function<Registration, Optional<Registration>> with(Credentials.Secret fresh) {
    Instant now = ports.clock().instant();
    Duration overlap = Duration.ofDays(days);
    return r -> r.credentials().with(fresh, overlap, now).map(all -> r.with(noted(all)));
  }

  private Credentials noted(Credentials all) {
    oldEnds = all.secrets().size() < 2 ? null : all.secrets().get(1).expiresAt();
    return all;
  }
}
