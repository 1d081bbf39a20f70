package org.goldcard.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.goldcard.qr.QrPictures;
import org.goldcard.qr.QrSymbol;
import org.goldcard.testkit.PassForger;
import org.goldcard.testkit.TalentLists;
import org.goldcard.testkit.TestKeys;
import org.goldcard.venues.VenuesReader;
import org.goldcard.verifying.offline.KitVectors;

/** Writes the inputs from which the fuzzer sets out: one good of each sort, some nearly so. */
final class Seeds {
  static final Path CORPORA = Path.of("src/test/resources/fuzz");

  private final Map<String, byte[]> all = new LinkedHashMap<>();

  private Seeds() {}

  /** Writes them beside what is there. */
  public static void main(String[] args) throws IOException {
    Seeds seeds = new Seeds();
    seeds.codes();
    seeds.updates();
    seeds.bodies();
    seeds.feed();
    seeds.tables();
    seeds.pictures();
    seeds.venues();
    MoreSeeds.addTo(seeds.all);
    for (Map.Entry<String, byte[]> seed : seeds.all.entrySet()) {
      Path file = CORPORA.resolve(seed.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, seed.getValue());
    }
  }

  private void add(String name, String text) {
    all.put(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private void add(String name, int way, String text) {
    add(name, way, text.getBytes(StandardCharsets.UTF_8));
  }

  private void add(String name, int way, byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(way);
    bytes.writeBytes(content);
    all.put(name, bytes.toByteArray());
  }

  private void codes() {
    PassForger forger = new PassForger(TestKeys.published());
    add("code/live", 0, forger.liveCode());
    add("code/pass", 1, forger.pass());
    add("code/live-claims", 2, PassForger.liveClaims());
    add("code/pass-claims", 3, PassForger.passClaims());
    add(
        "code/access-claims",
        4,
        "{\"iss\":\"https://card.example.cn\",\"aud\":\"https://card.example.cn\",\"sub\":\"gate-1\","
            + "\"client_id\":\"gate-1\",\"iat\":1795406400,\"exp\":1795407000,"
            + "\"jti\":\"AAECAwQFBgcICQoLDA0ODw\",\"scope\":\"verify\"}");
    add("code/header", 5, "{\"alg\":\"EdDSA\",\"kid\":\"L01\",\"typ\":\"goldcard-live+jwt\"}");
    add("code/notice", 6, "{\"key\":\"{}\",\"iat\":1795406400}");
    add(
        "code/jwk",
        7,
        "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"k1\","
            + "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}");
  }

  private void updates() throws IOException {
    JsonNode file = new ObjectMapper().readTree(KitVectors.FILE.toFile());
    int n = 0;
    for (JsonNode text : file.path("texts")) {
      if (n++ % 4 == 0) {
        String[] parts = text.asText().split("\\.", -1);
        byte[] claims = Base64.getUrlDecoder().decode(parts[1]);
        boolean list = text.asText().length() < 1500;
        add("update/text-" + n, list ? 4 : 0, text.asText());
        add("update/claims-" + n, list ? 3 : 2, claims);
        add("update/file-" + n, 1, text.asText());
      }
    }
    add("update/keys", 5, file.path("jwks").toString());
  }

  private void bodies() {
    List<String> seeds =
        List.of(
            "{\"code\":\"Never Echo 7341\",\"requestId\":\"r-1\"}",
            "{\"verifications\":[{\"code\":\"Never Echo 7341\",\"requestId\":\"r-1\",\"companions\":1,"
                + "\"item\":\"TOURISM_FITNESS.FREE_ENTRY\",\"documentTail\":\"0019\",\"minRev\":3}]}",
            "{\"scans\":[{\"code\":\"Never Echo 7341\",\"scannedAt\":\"2026-11-23T01:59:00Z\","
                + "\"requestId\":\"r-1\",\"decision\":\"ADMITTED\",\"checks\":\"OWN_ID\"}]}",
            "{\"sentAt\":\"2026-11-23T02:00:00Z\",\"roundTrip\":20,\"queue\":1,\"battery\":90}",
            "{\"talentId\":1}",
            "{\"reason\":\"Never Echo 7341\"}",
            "{\"reason\":\"Never Echo 7341\"}",
            "",
            "{\"ground\":\"HOLDER_WISH\",\"evidence\":\"Never Echo 7341\"}",
            "{}",
            "grant_type=client_credentials&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3A"
                + "client-assertion-type%3Ajwt-bearer&client_assertion=Never Echo 7341",
            "gate-1:Never Echo 7341",
            "token=Never Echo 7341&token_type_hint=access_token",
            "1.0",
            "Never Echo 7341");
    for (int way = 0; way < seeds.size(); way++) {
      add("body/" + way, way, seeds.get(way));
    }
    add("body/document", 4, "{\"document\":{\"type\":\"身份证\",\"number\":\"Never Echo 7341\"}}");
    add("body/nested", 0, "[".repeat(300));
    add("body/bad-utf8", 0, new byte[] {'{', '"', (byte) 0xc0, (byte) 0x80, '"', ':', '1', '}'});
  }

  private void feed() {
    String chain = "0".repeat(64);
    add("feed/change", 0, "c 1 12 " + chain + " 1 11 3f 1795406400000000");
    add("feed/beat", 1, "b 1 12 " + chain + " 0123456789abcdef 1795406400000000");
    add("feed/sealed", 2, "c 1 12 0 1 " + "0".repeat(32));
    add("feed/short", 0, "c");
    add("feed/negative", 0, "c -1 -1 " + chain + " -1 -1 -1 -1");
    add("feed/huge", 1, "b 9223372036854775808 1 x y 9223372036854775807");
  }

  private void tables() throws IOException {
    Path list = Files.createTempFile("seed", ".csv");
    new TalentLists(7).writeCsv(list, 3, StandardCharsets.UTF_8);
    add("table/csv", 0, Files.readAllBytes(list));
    Files.delete(list);
    add("table/quotes", 0, "姓名,证件类型,证件号码\n\"a\"\"b\",\"Never Echo 7341\n");
    add("table/magic", 1, "PK\3\4");
    String head = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">";
    String cell = "<c r=\"A1\" t=\"inlineStr\"><is><t>姓名</t></is></c><c r=\"B1\"><v>45</v></c>";
    String row = "<row r=\"1\">" + cell + "</row>";
    add("table/sheet", 2, head + "<sheetData>" + row + "</sheetData></worksheet>");
    add(
        "table/entity",
        2,
        "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>" + head + "&b;</worksheet>");
    add(
        "table/far",
        2,
        head + "<sheetData><row r=\"999999999\"><c r=\"ZZZZ1\"/></row></sheetData>");
  }

  private void venues() {
    add("venues/demo", VenuesReader.demonstration().text());
    add("venues/none", "{\"provenance\":\"a\",\"venues\":[]}");
    add("venues/null", "{\"venues\":[null,1,\"a\",[],{}]}");
    add("venues/twice", "{\"venues\":[],\"venues\":[]}");
    add("venues/open", "{\"venues\":[{\"id\":\"JN-A\"");
    add("venues/deep", "[".repeat(2000));
  }

  private void pictures() {
    byte[] png = QrPictures.drawPng(QrSymbol.of("Never Echo 7341").orElseThrow(), 200);
    all.put("picture/png", png);
    all.put("picture/cut", Arrays.copyOf(png, png.length / 2));
    add("picture/gif", "GIF89a\u0001\u0000\u0001\u0000");
    add("picture/bmp", "BM");
    add("picture/empty", "");
    all.put("picture/jpeg", new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16});
  }
}
