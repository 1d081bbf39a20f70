package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pages run and load nothing but what this service serves. */
class PagesTest {
  private static final List<String> PAGES = List.of("/docs", "/docs/start", "/docs/events");

  private static ApiUnderTest api;

  @BeforeAll
  static void start() {
    api = new ApiUnderTest();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void areServedUnderAStrictPolicyAndAskedAboutAgain() {
    for (String page : PAGES) {
      Reply reply = api.get(page, null);
      assertThat(reply.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
      assertThat(reply.header("Content-Security-Policy"))
          .startsWith("default-src 'none'; script-src 'self'; style-src 'self'")
          .doesNotContain("unsafe");
      assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(reply.header("Cache-Control")).isEqualTo("no-cache");
      String tag = reply.header("ETag");
      Reply again = api.send(api.request(page).header("If-None-Match", tag));
      assertThat(again.status()).isEqualTo(304);
      Reply head = api.send(api.request(page).method("HEAD", HttpRequest.BodyPublishers.noBody()));
      assertThat(head.header("Content-Length")).isEqualTo("" + reply.response().body().length);
      assertThat(head.text()).isEmpty();
    }
  }

  @Test
  void holdNoInlineScriptOrStyleAndNothingFromElsewhere() {
    for (String page : PAGES) {
      String html = api.get(page, null).text();
      assertThat(html).doesNotContain("<style", " style=", " onclick=", "javascript:");
      assertThat(html).doesNotContainPattern("<script(?![^>]* src=\"/assets/)");
      assertThat(html).doesNotContainPattern("(?:src|href)=\"(?:https?:)?//");
    }
  }

  @Test
  void findEverythingTheyRefer() {
    Pattern link = Pattern.compile("(?:src|href)=\"(/[^\"#?]*)");
    Pattern imported = Pattern.compile("from '(/assets/[^']+)'");
    for (String page : PAGES) {
      Matcher links = link.matcher(api.get(page, null).text());
      while (links.find()) {
        Reply reply = api.get(links.group(1), null);
        assertThat(reply.status()).as(links.group(1)).isEqualTo(200);
        Matcher imports = imported.matcher(reply.text());
        while (imports.find()) {
          assertThat(api.get(imports.group(1), null).status()).isEqualTo(200);
        }
      }
    }
  }

  @Test
  void sayEverythingInBothLanguages() {
    for (String page : PAGES) {
      String html = api.get(page, null).text();
      assertThat(html).contains("<html lang=\"zh-CN\" data-lang=\"zh\" data-dev=\"false\">");
      int chinese = html.split(" lang=\"zh-CN\"", -1).length - 2;
      int english = html.split(" lang=\"en\"", -1).length - 1;
      assertThat(english).as(page).isEqualTo(chinese).isGreaterThan(10);
      assertThat(api.get(page + "?lang=en", null).text())
          .contains("<html lang=\"en\" data-lang=\"en\" data-dev=\"false\">");
    }
  }

  @Test
  void offerNothingOfTheDemonstrationInService() {
    assertThat(api.get("/dev/token", null).status()).isEqualTo(404);
    assertThat(api.get("/openapi.json", null).text()).doesNotContain("/dev/");
  }
}
