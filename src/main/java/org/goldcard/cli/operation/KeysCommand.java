package org.goldcard.cli.operation;

import java.util.List;
import org.goldcard.cli.command.Guide;
import org.goldcard.cli.command.GuidedCommand;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.port.Keys;
import org.goldcard.token.keys.Jwk;
import org.goldcard.token.keys.KeyPurpose;
import org.goldcard.token.keys.PublicKeyRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes and rotates keys. */
@Command
public final class KeysCommand implements GuidedCommand {
  private final CommandPorts ports;
  private final Task task;

  @Parameters(
      paramLabel = "PURPOSE",
      description = {
        "密钥用途：PASS LIVE LIST ACCESS ANSWER AUDIT",
        "What the key signs: one of these six words"
      })
  private KeyPurpose purpose = KeyPurpose.PASS;

  /** What is done. */
  public enum Task {
    NEW,
    ROTATE
  }

  /** One task over these ports. */
  public KeysCommand(Task task, CommandPorts ports) {
    this.task = task;
    this.ports = ports;
  }

  @Override
  public Guide guide() {
    return task == Task.NEW
        ? new Guide(
            "新建一把密钥并公布；轮换后才启用",
            "Make a key and publish it; it signs after keys rotate",
            List.of("goldcard keys new LIVE"),
            List.of(ExitCode.NOT_READY))
        : new Guide(
            "启用已公布的新密钥，原密钥仅用于验证",
            "Let the published key sign and the present one only verify",
            List.of("goldcard keys rotate LIVE"),
            List.of(ExitCode.NOT_READY));
  }

  @Override
  public Integer call() {
    Keys keys = ports.keys().get();
    char[] passphrase = keys.passphrase().get();
    PublicKeyRecord key =
        task == Task.NEW
            ? keys.store().create(purpose, passphrase)
            : keys.store().rotate(purpose, passphrase, keys.notice());
    ports.screen().tell(line(key));
    return ExitCode.OK.number();
  }

  /** Name, purpose, algorithm, state, day and thumbprint (RFC 7638) of a key. */
  static String line(PublicKeyRecord key) {
    return "%-4s %-6s %-5s %-11s %s  %s"
        .formatted(
            key.kid(),
            key.purpose(),
            key.key().algorithm().jose(),
            key.state(),
            key.publishedAt(),
            Jwk.thumbprint(key.key()));
  }
}
