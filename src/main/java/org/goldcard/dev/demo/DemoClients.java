package org.goldcard.dev.demo;

import io.vertx.core.Future;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.goldcard.card.Actor;
import org.goldcard.card.Instruction;
import org.goldcard.partners.Client;
import org.goldcard.partners.ClientRegistry;
import org.goldcard.partners.Scope;
import org.goldcard.partners.terms.Terms;
import org.goldcard.token.secret.Secrets;

/** The clients of the demonstration: one that issues cards, and a scanner at each kind of place. */
public final class DemoClients {
  /** The scanner at a hospital's guide desk, where visits are not counted. */
  public static final String HOSPITAL = "demo-hospital";

  /** The client that issues cards and shows codes. */
  public static final String CITY = "demo-city";

  private static final List<Client> ALL =
      List.of(
          new Client(
              CITY,
              "演示：城市服务平台",
              EnumSet.complementOf(EnumSet.of(Scope.VERIFY)),
              null,
              null,
              false,
              null),
          scanner("demo-sandbox", "演示：沙箱", "JN-HOSP-CENTRAL", "JN-HOSP-CENTRAL-GUIDE", true)
              .on(Terms.NONE.inSandbox(true)),
          scanner(HOSPITAL, "演示：市中心医院导诊台", "JN-HOSP-CENTRAL", "JN-HOSP-CENTRAL-GUIDE", true),
          scanner("demo-park", "演示：趵突泉公园南门", "JN-SPRING-BAOTU", "JN-SPRING-BAOTU-S", true),
          scanner("demo-turnstile", "演示：千佛山北门闸机", "JN-QIANFO", "JN-QIANFO-N", false),
          scanner("demo-airport", "演示：遥墙机场贵宾厅", "JN-TNA", "JN-TNA-VIP", true),
          scanner("demo-bank", "演示：示例商业银行网点", "JN-BANK-SAMPLE", "JN-BANK-SAMPLE-1", true));

  private static final Instruction BY =
      Instruction.of(new Actor(Actor.Kind.SYSTEM, "demonstration"), "demonstration");

  private DemoClients() {}

  /** Their identifiers. */
  public static List<String> ids() {
    return ALL.stream().map(Client::id).toList();
  }

  /** Records them with their secrets; done again it changes nothing. */
  public static Future<Void> register(ClientRegistry clients, Map<String, String> secrets) {
    List<Future<Void>> all =
        ALL.stream()
            .map(
                client -> {
                  String hash = Secrets.hash(secrets.getOrDefault(client.id(), ""));
                  return clients.put(new ClientRegistry.Registration(client, hash), BY);
                })
            .toList();
    return Future.all(all).mapEmpty();
  }

  /** The one with this identifier. */
  public static Optional<Client> find(String id) {
    return ALL.stream().filter(c -> c.id().equals(id)).findFirst();
  }

  private static Client scanner(
      String id, String name, String venue, String checkpoint, boolean attended) {
    return new Client(id, name, Set.of(Scope.VERIFY), venue, checkpoint, attended, null);
  }
}
