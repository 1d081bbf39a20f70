package org.goldcard.dev.demo;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.goldcard.accounts.message.Carrier;
import org.goldcard.accounts.message.Destination;
import org.goldcard.accounts.message.Message;

/**
 * Where the demonstration's messages end: a page that shows them, and the invented talents to whom
 * they are sent. In memory, the last 100.
 */
public final class Outbox implements Carrier {
  private static final int MOST = 100;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

  private static final String HEAD =
      "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\">"
          + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
          + "<meta http-equiv=\"refresh\" content=\"5\"><title>短信与邮件 / Outbox</title>"
          + "<link rel=\"icon\" href=\"/assets/icon.svg\" type=\"image/svg+xml\">"
          + "<link rel=\"stylesheet\" href=\"/assets/page.css\">"
          + "<link rel=\"stylesheet\" href=\"/assets/card.css\"></head><body>"
          + "<header class=\"bar\"><a class=\"name\" href=\"/card\">演示环境 · 短信与邮件 / outbox</a></header>"
          + "<main class=\"narrow\">";

  /** Those of the list of demo talents that show most: Chinese, rare character, foreign. */
  private static final List<String> PEOPLE =
      List.of(
          "顾澄明 · 居民身份证 370102190001010019 · 14000000001",
          "田𠮷 · 居民身份证 371202190001040230 · 14000000005",
          "阿依努尔·吐尔逊江 · 居民身份证 650102190001050448 · 14000000006",
          "MUSTERFRAU Johanna · Passport C00X00T47 · +49 171 3920001",
          "VAN DER BERG-HOLLANDER Maximiliaan Alexander Cornelis · Passport SPEC12014 · e-mail");

  private final InstantSource clock;
  private final Deque<String> sent = new ArrayDeque<>();

  /** An empty outbox. */
  public Outbox(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public boolean reaches(Destination to) {
    return true;
  }

  @Override
  public synchronized Future<Void> carry(Destination to, Message message) {
    if (sent.size() == MOST) {
      sent.removeLast();
    }
    sent.addFirst(
        "<li><p class=\"quiet\">"
            + TIME.format(clock.instant())
            + " → "
            + escaped(to.address())
            + "</p><p>"
            + escaped(message.text())
            + "</p></li>");
    return Future.succeededFuture();
  }

  /** Adds the page to a router. */
  public void mount(Router router) {
    router.get("/dev/outbox").handler(this::show);
  }

  private void show(RoutingContext at) {
    at.response()
        .putHeader("Content-Type", "text/html; charset=utf-8")
        .putHeader("Cache-Control", "no-store")
        .putHeader(
            "Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self'")
        .end(page())
        .onFailure(at::fail);
  }

  private synchronized String page() {
    StringBuilder page = new StringBuilder(HEAD);
    page.append("<h1>短信与邮件 / Messages</h1><ul class=\"plain\">");
    sent.forEach(page::append);
    page.append(sent.isEmpty() ? "<li class=\"quiet\">还没有 / none yet</li>" : "");
    page.append("</ul><h2>可试的人 / whom to try</h2><ul>");
    PEOPLE.forEach(person -> page.append("<li>").append(escaped(person)).append("</li>"));
    return page.append("</ul></main></body></html>").toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
