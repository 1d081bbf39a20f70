package org.goldcard.cli.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.goldcard.cli.command.Guide;
import org.goldcard.cli.command.GuidedCommand;
import org.goldcard.cli.command.Waiting;
import org.goldcard.cli.port.CommandPorts;
import org.goldcard.cli.port.ExitCode;
import org.goldcard.cli.port.Stores;
import org.goldcard.partners.Client;
import org.goldcard.partners.ClientRegistry.Registration;
import org.goldcard.partners.ClientRegistry.Standing;
import org.goldcard.partners.Credentials;
import org.goldcard.partners.terms.AddressRange;
import org.goldcard.partners.terms.Contact;
import org.goldcard.partners.terms.Quota;
import org.goldcard.partners.terms.Terms;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows all of one client; never a secret. */
@Command
public final class ClientShowCommand implements GuidedCommand {
  private final CommandPorts ports;

  @Parameters(
      paramLabel = "ID",
      description = {"客户端标识", "The client identifier"})
  private String id = "";

  /** Over these ports. */
  public ClientShowCommand(CommandPorts ports) {
    this.ports = ports;
  }

  @Override
  public Guide guide() {
    return new Guide(
        "显示一个接口客户端的全部登记内容",
        "Show all that is recorded of a client",
        List.of("goldcard client show gate7"),
        List.of(ExitCode.REFUSED, ExitCode.STORE_UNAVAILABLE));
  }

  @Override
  public Integer call() {
    try (Stores stores = ports.stores().get()) {
      List<Standing> found =
          Waiting.on(stores.clients().list()).stream()
              .filter(one -> one.client().id().equals(id))
              .toList();
      if (found.isEmpty()) {
        ports.screen().say("没有这个客户端", "There is no such client");
        return ExitCode.REFUSED.number();
      }
      show(found.get(0));
      return ExitCode.OK.number();
    }
  }

  private void show(Standing standing) {
    Registration registration = standing.registration();
    Client client = registration.client();
    Terms terms = client.terms();
    line("标识 id", client.id());
    line("名称 name", client.name());
    line("状态 state", standing.active() ? "ACTIVE" : "WITHDRAWN");
    line("单位 organisation", dash(registration.owner().organisation()));
    registration.owner().contacts().stream()
        .map(Contact::text)
        .forEach(text -> line("联系人 contact", text));
    line("权限 scope", String.join(" ", client.scopeTexts()));
    line(terms.area() ? "区域 area" : "场所 venue", dash(client.venueId()));
    line("核验点 checkpoint", dash(client.checkpoint()));
    line("值守 attended", Boolean.toString(client.attended()));
    line("沙箱 sandbox", Boolean.toString(terms.sandbox()));
    line("配额 quota", quota(terms.quota()));
    line("来源 from", dash(ranges(terms)));
    line("最后有效日 expires", ClientListCommand.lastDay(client.expiresAt()));
    credentials(registration.credentials());
  }

  private void credentials(Credentials all) {
    Instant now = ports.clock().instant();
    all.secrets().forEach(one -> line("密钥串 secret", until(one.expiresAt(), now)));
    all.keys().forEach(one -> line("公钥 key", one.jwk().kid() + "  " + until(one.expiresAt(), now)));
  }

  private static String until(@Nullable Instant end, Instant now) {
    if (end == null) {
      return "无期限 / no end";
    }
    long days = Duration.between(now, end).toDays();
    String left = end.isAfter(now) ? "余" + days + "天 / " + days + " days left" : "已到期 / ended";
    return ClientListCommand.lastDay(end) + "（" + left + "）";
  }

  private static String quota(Quota quota) {
    String minute = quota.perMinute() == 0 ? "-" : Integer.toString(quota.perMinute());
    String day = quota.perDay() == 0 ? "-" : Integer.toString(quota.perDay());
    return minute + "/分钟 minute  " + day + "/日 day";
  }

  private static String ranges(Terms terms) {
    return terms.addresses().stream().map(AddressRange::text).collect(Collectors.joining(" "));
  }

  private static String dash(@Nullable String text) {
    return text == null || text.isEmpty() ? "-" : text;
  }

  private void line(String label, String value) {
    ports.screen().tell("%s: %s".formatted(label, value));
  }
}
