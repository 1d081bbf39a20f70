package org.goldcard.dev.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What the start prints when everything runs. */
public final class Welcome {
  private Welcome() {}

  /**
   * The lines, in order.
   *
   * @param address where the service answers, such as {@code http://127.0.0.1:8080}
   * @param card the card whose code is drawn
   * @param qr the code as terminal lines
   * @param data where everything is kept
   * @param took how long the start took
   */
  public static List<String> lines(
      String address, Shown card, String qr, Path data, Duration took) {
    return List.of(
        "",
        "泉城人才服务金卡  演示环境 / Quancheng Talent Service Gold Card, demonstration",
        "",
        "  " + card.holder() + "  " + card.number(),
        qr,
        "  此码显示30秒、接受60秒 / shown 30 s, accepted 60 s. 撤回试试 / withdraw it:",
        "  "
            + elsewhere(data)
            + "mvn -q compile exec:java -Dexec.args=\"revoke "
            + card.number().replace(" ", "")
            + "\"",
        "",
        "  接口说明 / API    " + address + "/docs   十分钟上手 / first VALID " + address + "/docs/start",
        "  领卡 / claim      " + address + "/card   短信与邮件 / messages " + address + "/dev/outbox",
        "  公钥 / keys       " + address + "/.well-known/jwks.json",
        "  状态名单 / list   " + address + "/v1/status-lists/0",
        "  健康 / health     " + address + "/health/ready   指标 / metrics " + address + "/metrics",
        "  演示客户端 / demo clients: " + String.join(", ", DemoClients.ids()),
        "  其密钥 / their secrets: " + data.resolve("secrets").resolve("service"),
        "",
        "核验一次（取新码，医院导诊台，不计次）/ verify a fresh code at a hospital desk:",
        curl(address),
        "",
        "就绪，用时 / ready in "
            + took.toMillis()
            + " ms. 数据在 / data in "
            + data
            + ". Ctrl-C 停止 / stops everything.");
  }

  /** What commands need in front where the data is not in the usual place. */
  private static String elsewhere(Path data) {
    return data.equals(Path.of("data")) ? "" : "DATA_DIR=" + data.toAbsolutePath() + " ";
  }

  /** A line that verifies a fresh code whenever it is pasted; it needs curl and a shell. */
  static String curl(String address) {
    return "curl -s -X POST "
        + address
        + "/v1/verifications -H \"Authorization: Bearer $(curl -s "
        + address
        + "/dev/token)\" -H 'Content-Type: application/json' -d \"{\\\"code\\\":\\\"$(curl -s "
        + address
        + "/dev/live-code)\\\",\\\"requestId\\\":\\\"$(date +%s)-$$\\\"}\"";
  }

  /**
   * The card shown.
   *
   * @param number in fours
   * @param holder an invented name
   */
  public record Shown(String number, String holder) {}
}
