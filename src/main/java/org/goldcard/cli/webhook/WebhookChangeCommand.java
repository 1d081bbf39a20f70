package org.goldcard.cli.webhook;

import io.vertx.core.Future;
import java.util.List;
import org.goldcard.card.Instruction;
import org.goldcard.cli.command.Guide;
import org.goldcard.cli.command.GuidedCommand;
import org.goldcard.cli.command.Waiting;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.port.Stores;
import org.goldcard.partners.webhook.WebhookRegistry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Pauses, resumes or removes a receiver; running nodes follow at once. */
@Command
public final class WebhookChangeCommand implements GuidedCommand {
  private final CommandPorts ports;
  private final Task task;

  @Parameters(
      paramLabel = "NUMBER",
      description = {"推送编号", "The receiver's number"})
  private long id;

  /** What is done. */
  public enum Task {
    PAUSE("pause", "暂停推送；进度保留", "Push nothing until it is resumed; its place is kept"),
    RESUME("resume", "恢复推送，从原进度继续", "Push again, from where it was"),
    REMOVE("remove", "删除推送地址及其待送通知", "Remove a receiver and what waits for it");

    private final String word;
    private final String zh;
    private final String en;

    Task(String word, String zh, String en) {
      this.word = word;
      this.zh = zh;
      this.en = en;
    }

    /** The name of its command. */
    public String word() {
      return word;
    }
  }

  /** One task over these ports. */
  public WebhookChangeCommand(Task task, CommandPorts ports) {
    this.task = task;
    this.ports = ports;
  }

  @Override
  public Guide guide() {
    return new Guide(
        task.zh,
        task.en,
        List.of("goldcard webhook " + task.word + " 3"),
        List.of(ExitCode.REFUSED, ExitCode.STORE_UNAVAILABLE));
  }

  @Override
  public Integer call() {
    Instruction by = Instruction.of(ports.operator(), "");
    try (Stores stores = ports.stores().get()) {
      boolean done = Waiting.on(change(stores.webhooks().registry(), by));
      if (done) {
        ports.screen().say("已生效", "Done");
        return ExitCode.OK.number();
      }
      ports.screen().say("没有这个推送地址，或已是如此", "There is no such receiver, or it is so already");
      return ExitCode.REFUSED.number();
    }
  }

  private Future<Boolean> change(WebhookRegistry registry, Instruction by) {
    return switch (task) {
      case PAUSE -> registry.pause(id, by);
      case RESUME -> registry.resume(id, by);
      case REMOVE -> registry.remove(id, by);
    };
  }
}
