package org.goldcard.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.goldcard.files.spool.SpoolFiles;
import org.goldcard.records.ScanRecord;
import org.goldcard.testkit.PassForger;
import org.goldcard.testkit.TestKeys;
import org.goldcard.testkit.TestRecords;
import org.goldcard.token.keys.DatedJwk;
import org.goldcard.token.keys.KeyTexts;

/**
 * Inputs for what comes in beside bodies and files of people: requests, answers, disk, settings.
 */
final class MoreSeeds {
  private static final Instant MORNING = Instant.parse("2026-11-23T02:00:00Z");

  private final Map<String, byte[]> all;

  private MoreSeeds(Map<String, byte[]> all) {
    this.all = all;
  }

  static void addTo(Map<String, byte[]> all) {
    MoreSeeds seeds = new MoreSeeds(all);
    seeds.requests();
    seeds.answers();
    seeds.files();
    seeds.settings();
  }

  private void add(String name, int way, byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(way);
    bytes.writeBytes(content);
    all.put(name, bytes.toByteArray());
  }

  private void add(String name, int way, String text) {
    add(name, way, text.getBytes(StandardCharsets.UTF_8));
  }

  private void requests() {
    List<String> parts =
        List.of(
            "/openapi.json?lang=zh",
            "9123456789012348",
            "ahead=19",
            "after=1.0&limit=10&form=jwt",
            "0",
            "\"tag\", W/\"other\", *",
            "application/json;q=0.9, */*",
            "since=1.0&form=file",
            "\"00000000-0000-0000-0000-000000000000\"",
            "1.0",
            "90",
            "0000/codes",
            "203.0.113.7, [2001:db8::1]:443, unknown",
            "127.0.0.1",
            "r-1",
            "Bearer Never Echo 7341",
            "k-1",
            "Basic Z2F0ZS0xOk5ldmVyIEVjaG8gNzM0MQ==",
            "application/token-introspection+jwt",
            "application/json; charset=utf-8",
            "gzip, br;q=0");
    for (int way = 0; way < parts.size(); way++) {
      add("request/" + way, way, parts.get(way));
    }
    add(
        "request/raw",
        parts.size(),
        "POST /v1/verifications HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{}");
  }

  private void answers() {
    add("answer/refusal", 0, "{\"err\":\"invalid_key\",\"description\":\"Never Echo 7341\"}");
    add("answer/address", 1, "https://events.example.cn:8443/in?a=1");
    add("answer/accepted", 2, "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n");
    add("answer/moved", 2, "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\n\r\n");
    add(
        "answer/chunked",
        2,
        "HTTP/1.1 500 No\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n");
    add("answer/refused", 3, "{\"err\":\"access_denied\"}");
    add("answer/list", 4, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\na.b.c");
    add("answer/unchanged", 4, "HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\n\r\n");
    add("answer/junk", 5, new PassForger(TestKeys.published()).pass());
    add(
        "answer/beat",
        6,
        "{\"serverTime\":\"2026-11-23T02:05:01Z\",\"skew\":0.5,\"bundle\":{\"etag\":\"\\\"a\\\"\"}}");
  }

  private void files() {
    ScanRecord first = TestRecords.bare(1, MORNING);
    byte[] two = SpoolFiles.frame(TestRecords.second(2, MORNING, first));
    byte[] one = SpoolFiles.frame(first);
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(one);
    both.writeBytes(two);
    add("file/frames", 0, both.toByteArray());
    add("file/bare", 1, Arrays.copyOfRange(one, 8, one.length));
    add("file/second", 1, Arrays.copyOfRange(two, 8, two.length));
    add("file/later", 1, new byte[] {2, 0, 0});
    add("file/position", 2, "1 4711 " + "0f".repeat(32) + "\n");
    add("file/key", 3, DatedJwk.write(TestKeys.published().ring().records().get(0)));
    add("file/private", 4, KeyTexts.write(new byte[] {48, 0}));
    add("file/pem", 4, "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END");
  }

  private void settings() {
    String file = "TLS_CERT=/etc/hosts\nTLS_KEY=/etc/hosts\nLISTEN=[::]:8443\nROLE=verify";
    all.put("settings/tls", file.getBytes(StandardCharsets.UTF_8));
    List<String> lines =
        List.of(
            "ISSUER=https://card.example.cn:8443/a\nMETRICS=loopback\nACCEPT_FAILOVER_LOSS=true",
            "DATABASE_URL=postgresql://a:Never Echo 7341@[::1]:5432,b:5432/c?sslmode=verify-full",
            "REDIS_URL=rediss-sentinel://:xK3-9fQ.7uVb2LmZ@a:1,[::1]:2/0?master=m.1\n"
                + "REDIS_SENTINEL_PASSWORD=u:xK3-9fQ.7uVb2LmZ",
            "TRUSTED_PROXIES=10.0.0.0/24, 2001:db8::/32\nLISTEN=0.0.0.0:80\nLIMIT_CLIENT=2000",
            "CARD_TERM=P5Y\nCARD_TERM_ANCHOR=approval",
            "WEBHOOK_PORTS=443, 8443\nWEBHOOK_NETWORKS=192.168.0.0/16\nSPOOL_DIR=/tmp/spool",
            "DATA_KEY=1:AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=,2:Never Echo 7341");
    for (int i = 0; i < lines.size(); i++) {
      all.put("settings/" + i, lines.get(i).getBytes(StandardCharsets.UTF_8));
    }
  }
}
