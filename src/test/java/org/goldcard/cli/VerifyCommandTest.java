package org.goldcard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.goldcard.card.Card;
import org.goldcard.card.CardState;
import org.goldcard.card.StatusWord;
import org.goldcard.card.TalentClass;
import org.goldcard.card.Validity;
import org.goldcard.qr.QrPictures;
import org.goldcard.qr.QrSymbol;
import org.goldcard.token.LiveCodes;
import org.goldcard.token.PassSigner;
import org.goldcard.token.jws.JwsSigner;
import org.goldcard.token.keys.KeyPurpose;
import org.goldcard.token.keys.KeyRing;
import org.goldcard.token.list.ListSeries;
import org.goldcard.token.list.StatusList;
import org.goldcard.token.list.StatusListTokens;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Codes signed with real keys, shown as text and as pictures, checked with files and by the record.
 */
class VerifyCommandTest {
  private static final int CARD_INDEX = 1_000_001;
  private static final int PASS_INDEX = 77;
  private static final Set<KeyPurpose> PURPOSES =
      EnumSet.of(KeyPurpose.PASS, KeyPurpose.LIVE, KeyPurpose.LIST);
  private static final LocalDate LAST_DAY = LocalDate.parse("2031-05-31");

  private static final Card CARD =
      new Card(
          FakeStores.CARD,
          7,
          TalentClass.B,
          new Validity(LocalDate.parse("2026-06-01"), LAST_DAY),
          CardState.ACTIVE,
          1,
          CARD_INDEX,
          PASS_INDEX,
          Instant.EPOCH,
          null);

  @TempDir private static Path folder;

  private final RunCommand command = new RunCommand();
  private static Path jwks = Path.of("");
  private static String liveCode = "";
  private static String pass = "";

  @BeforeAll
  static void signs() throws IOException {
    RunCommand command = new RunCommand();
    command.keyDirectory = folder.resolve("keys");
    char[] passphrase = RunCommand.PASSPHRASE.toCharArray();
    assertThat(command.keyStore().createMissing(passphrase, PURPOSES)).hasSize(3);
    KeyRing ring = command.keyStore().load(passphrase, PURPOSES);
    JwsSigner signer = new JwsSigner(() -> ring);
    pass = new PassSigner(signer, RunCommand.ISSUER, command.clock()).sign(CARD).text();
    liveCode =
        new LiveCodes(signer, new SecureRandom())
            .ahead(CARD.number(), CARD_INDEX, command.now, 1)
            .get(0)
            .token()
            .text();
    jwks = Files.writeString(folder.resolve("jwks.json"), ring.jwks());
    list(signer, "good.jwt", -1);
    list(signer, "live-refused.jwt", CARD_INDEX);
    list(signer, "pass-refused.jwt", PASS_INDEX);
  }

  @BeforeEach
  void records() {
    command.keyDirectory = folder.resolve("keys");
    command.stores.words.put(CARD_INDEX, CARD.word());
    command.stores.words.put(
        PASS_INDEX, StatusWord.pass(false, TalentClass.B, LAST_DAY, CARD_INDEX));
  }

  private static void list(JwsSigner signer, String name, int refused) throws IOException {
    StatusList bits = StatusList.of(1, ListSeries.ENTRIES, i -> i == refused ? 1 : 0);
    String uri = new ListSeries(RunCommand.ISSUER).uri(0);
    String text = new StatusListTokens(signer, new RunCommand().clock()).sign(uri, bits).text();
    Files.writeString(folder.resolve(name), text + "\n");
  }

  @Test
  void aLiveCodeCountsByTheRecord() {
    assertThat(command.run("verify", liveCode)).as(command.err()).isZero();
    assertThat(command.out())
        .startsWith("[√ 通过] VALID  有效，请核对证件 / Valid")
        .contains(
            "9000 0000 0000 0001",
            "金卡码 live code",
            "the record itself, now",
            "请核对 check 持卡人本人的有效身份证件")
        .doesNotContain("B类");
    assertThat(command.stores.closed).isEqualTo(1);
  }

  @Test
  void whatTheRecordSaysDecides() {
    StatusWord lost = StatusWord.card(CardState.LOST, TalentClass.B, LAST_DAY, Instant.EPOCH);
    command.stores.words.put(CARD_INDEX, lost);
    assertThat(command.run("verify", liveCode)).isEqualTo(1);
    assertThat(command.out()).startsWith("[× 拒绝] CARD_UNAVAILABLE");
    assertThat(command.run("verify", pass)).isEqualTo(1);
    assertThat(command.out()).startsWith("[× 拒绝] CARD_UNAVAILABLE").doesNotContain("请核对");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jwks", "directory"})
  void aCodeCountsOfflineWithPublicKeysAndTheListAlone(String kind) {
    command.stores.failure = FakeStores.unreachable();
    Path keys = kind.equals("jwks") ? jwks : command.keyDirectory;
    for (String code : new String[] {liveCode, pass}) {
      assertThat(offline(code, keys, "good.jwt")).as(command.err()).isZero();
      assertThat(command.out()).startsWith("[! 留意] VALID_OFFLINE").contains("0分1秒前 / 1 s old");
    }
    assertThat(command.out()).contains("静态凭证");
    assertThat(command.stores.closed).isZero();
  }

  @Test
  void theListRefusesOffline() {
    assertThat(offline(liveCode, jwks, "live-refused.jwt")).isEqualTo(1);
    assertThat(command.out()).startsWith("[× 拒绝] CARD_UNAVAILABLE");
    assertThat(offline(pass, jwks, "pass-refused.jwt")).isEqualTo(1);
    assertThat(offline(pass, jwks, "live-refused.jwt")).isZero();
  }

  @Test
  void sayHowOldTheListIsAndRefuseOneThatRanOut() {
    command.now = command.now.plus(Duration.ofMinutes(14)).plusSeconds(5);
    assertThat(offline(pass, jwks, "good.jwt")).isZero();
    assertThat(command.out()).contains("14分5秒前 / 14 min 5 s old");
    command.now = command.now.plus(Duration.ofMinutes(1));
    assertThat(offline(pass, jwks, "good.jwt")).isEqualTo(1);
    assertThat(command.out()).startsWith("[! 留意] LIST_STALE");
  }

  @Test
  void withoutAListNothingCountsOffline() {
    assertThat(command.run("verify", pass, "--offline", "--keys", jwks.toString())).isEqualTo(1);
    assertThat(command.out()).startsWith("[! 留意] LIST_STALE").contains("未查验 / not looked at");
  }

  @Test
  void anAlteredListIsAMistakeOfTheInput() throws IOException {
    String text = Files.readString(folder.resolve("good.jwt")).strip();
    Files.writeString(folder.resolve("altered.jwt"), text.substring(0, text.length() - 4) + "AAAA");
    assertThat(offline(pass, jwks, "altered.jwt")).isEqualTo(3);
    assertThat(command.err()).contains("状态名单不可用").contains("/v1/status-lists/0");
  }

  @Test
  void timeEndsLiveCodesAndPassesEachInTheirWords() {
    command.now = command.now.plusSeconds(200);
    assertThat(offline(liveCode, jwks, "good.jwt")).isEqualTo(1);
    assertThat(command.out()).startsWith("[× 拒绝] CODE_EXPIRED");
    command.now = Validity.endOf(LAST_DAY);
    assertThat(offline(pass, jwks, "good.jwt")).isEqualTo(1);
    assertThat(command.out()).startsWith("[× 拒绝] CARD_EXPIRED");
    command.now = Instant.parse("2026-05-01T00:00:00Z");
    assertThat(offline(liveCode, jwks, "good.jwt")).isEqualTo(1);
    assertThat(command.out()).startsWith("[× 拒绝] CLOCK_SKEW");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "a.b.c", "9000000000000001", "..", "金卡", "eyJhbGciOiJub25lIn0.e30."})
  void whatIsNoCodeOfOursIsRefusedAsSuch(String text) {
    assertThat(offline(text, jwks, "good.jwt")).isEqualTo(1);
    assertThat(command.out()).startsWith("[× 拒绝] BAD_CODE").contains("原因 reason");
  }

  @Test
  void anotherIssuersPassIsRefused() {
    int code =
        command.run(
            "verify",
            pass,
            "--offline",
            "--keys",
            jwks.toString(),
            "--issuer",
            "https://other.test");
    assertThat(code).isEqualTo(1);
    assertThat(command.out()).startsWith("[× 拒绝] BAD_CODE").contains("WRONG_ISSUER");
  }

  @Test
  void readsPicturesAndStandardInput() throws IOException {
    for (String text : new String[] {liveCode, pass}) {
      byte[] drawn = QrPictures.drawPng(QrSymbol.of(text).orElseThrow(), 600);
      Path png = Files.write(folder.resolve("code.png"), drawn);
      assertThat(offline(png.toString(), jwks, "good.jwt")).as(command.err()).isZero();
      Path jpeg = folder.resolve("code.jpg");
      assertThat(ImageIO.write(ImageIO.read(png.toFile()), "jpeg", jpeg.toFile())).isTrue();
      assertThat(offline(jpeg.toString(), jwks, "good.jwt")).as(command.err()).isZero();
      command.input = text + "\r\n";
      assertThat(offline("-", jwks, "good.jwt")).isZero();
    }
  }

  @Test
  void hostilePicturesAreMistakesOfTheInput() throws IOException {
    byte[] png = QrPictures.drawPng(QrSymbol.of(liveCode).orElseThrow(), 600);
    Path cut = Files.write(folder.resolve("cut.png"), Arrays.copyOf(png, png.length / 2));
    assertThat(command.run("verify", cut.toString())).isEqualTo(3);
    assertThat(command.err()).containsAnyOf("图片已损坏", "没有可识别的二维码");
    Path bomb = Files.write(folder.resolve("bomb.png"), resized(png, 30_000));
    assertThat(command.run("verify", bomb.toString())).isEqualTo(3);
    assertThat(command.err()).contains("图片过大").doesNotContain("\tat ");
    Path text = Files.writeString(folder.resolve("text.jpg"), liveCode);
    assertThat(command.run("verify", text.toString())).isEqualTo(3);
    assertThat(command.err()).contains("不是PNG或JPEG图片");
    assertThat(command.run("verify", folder.resolve("none.png").toString())).isEqualTo(3);
  }

  @Test
  void badKeySetsEndWithFive() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.json"), "{}");
    assertThat(offline(pass, empty, "good.jwt")).isEqualTo(5);
    assertThat(command.err()).contains("empty.json").contains("公钥文件已损坏");
    String twice = Files.readString(jwks).replaceFirst("\\[(\\{.*?\\}),", "[$1,$1,");
    Path doubled = Files.writeString(folder.resolve("twice.json"), twice);
    assertThat(offline(pass, doubled, "good.jwt")).isEqualTo(5);
  }

  private int offline(String code, Path keys, String list) {
    return command.run(
        "verify",
        code,
        "--offline",
        "--keys",
        keys.toString(),
        "--list",
        folder.resolve(list).toString());
  }

  private static byte[] resized(byte[] png, int side) {
    byte[] other = png.clone();
    CRC32 crc = new CRC32();
    ByteBuffer.wrap(other).putInt(16, side).putInt(20, side);
    crc.update(other, 12, 17);
    ByteBuffer.wrap(other).putInt(29, (int) crc.getValue());
    return other;
  }
}
