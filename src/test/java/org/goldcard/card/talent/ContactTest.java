package org.goldcard.card.talent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactTest {
  @ParameterizedTest
  @CsvSource({
    "14000000001, +8614000000001",
    "+86 140 0000 0001, +8614000000001",
    "86-140-0000-0001, +8614000000001",
    "008614000000001, +8614000000001",
    "１４００００００００１, +8614000000001",
    "+852 5123 4567, +85251234567",
    "85251234567, +85251234567",
    "+853 6212 3456, +85362123456",
    "+886 912 345 678, +886912345678",
    "886912345678, +886912345678",
    "+49 171 3920001, +491713920001",
    "+44 7700 900123, +447700900123",
    "+1 (202) 555-0123, +12025550123"
  })
  void readsPhonesOfTheWorld(String written, String e164) {
    assertThat(PhoneNumber.read(written).value()).contains(new PhoneNumber(e164));
  }

  @ParameterizedTest
  @CsvSource({
    "'', EMPTY",
    "1400000000, PHONE",
    "140000000011, PHONE",
    "12345678901, PHONE",
    "0531-66605555, PHONE_NOT_MOBILE",
    "+852 2123 4567, PHONE_NOT_MOBILE",
    "+999 123456, PHONE",
    "+1, PHONE",
    "+8185051095001005005, PHONE",
    "13800138000或13900139000, PHONE",
    "1.4E+10, PHONE",
    "无, PHONE"
  })
  void saysWhatIsWrongWithAPhone(String written, Flaw flaw) {
    assertThat(PhoneNumber.read(written).flaw()).contains(flaw);
  }

  @ParameterizedTest
  @CsvSource({
    "a@example.org, a@example.org",
    "Jean.Luc+card@Example.ORG, Jean.Luc+card@example.org",
    "ａ＠example.com, a@example.com",
    "a@例子.example, a@xn--fsqu00a.example"
  })
  void readsAddresses(String written, String address) {
    assertThat(EmailAddress.read(written).value()).contains(new EmailAddress(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "@example.org",
        "a@",
        "a@example",
        "a@b@example.org",
        ".a@example.org",
        "a..b@example.org",
        "a b@example.org",
        "a@-example.org",
        "a@example.123",
        "a@exam_ple.org",
        "a@example..org",
        "张@example.org",
        "a@example.org,b@example.org",
        "<a@example.org>",
        "a@example.org\r\nBcc: b@example.org"
      })
  void refusesWhatIsNoAddress(String written) {
    assertThat(EmailAddress.read(written).flaw()).contains(Flaw.EMAIL);
  }

  @Test
  void keepsTheLengthsOfTheMailStandard() {
    assertThat(EmailAddress.read("a".repeat(64) + "@example.org").value()).isPresent();
    assertThat(EmailAddress.read("a".repeat(65) + "@example.org").flaw()).contains(Flaw.EMAIL);
    String long255 = "a@" + "b.".repeat(125) + "org";
    assertThat(long255).hasSize(255);
    assertThat(EmailAddress.read(long255).flaw()).contains(Flaw.EMAIL);
  }

  @Test
  void showsContactsMasked() {
    assertThat(new PhoneNumber("+8614000000001")).hasToString("+86*********01");
    assertThat(new EmailAddress("zhang@example.org")).hasToString("z***@example.org");
    assertThatThrownBy(() -> new PhoneNumber("secret")).hasMessageNotContaining("secret");
    assertThatThrownBy(() -> new EmailAddress("secret")).hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "CN, CN",
    "cn, CN",
    "CHN, CN",
    "中国, CN",
    "中华人民共和国, CN",
    "China, CN",
    "中国香港, CN",
    "香港, CN",
    "HK, CN",
    "TWN, CN",
    "澳门, CN",
    "德国, DE",
    "DE, DE",
    "DEU, DE",
    "Germany, DE",
    "德国籍, DE",
    "中国籍, CN",
    "USA, US",
    "美国, US",
    "United States, US",
    "英国, GB",
    "UK, GB",
    "韩国, KR",
    "俄罗斯, RU",
    "越南, VN",
    "新加坡, SG",
    "法国, FR",
    "日本, JP",
    "加拿大, CA"
  })
  void readsCountries(String written, String code) {
    assertThat(Nationality.read(written).value()).contains(new Nationality(code));
  }

  @ParameterizedTest
  @ValueSource(strings = {"汉族", "XX", "ZZZ", "Atlantis", "1", "外国"})
  void refusesWhatIsNoCountry(String written) {
    assertThat(Nationality.read(written).flaw()).contains(Flaw.COUNTRY);
    assertThatThrownBy(() -> new Nationality("cn")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void makesAForeignerOfEveryoneButTheChinese() {
    assertThat(Nationality.CHINA.isForeign()).isFalse();
    assertThat(new Nationality("DE").isForeign()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "中央, CENTRAL",
    "CENTRAL, CENTRAL",
    "省级, PROVINCIAL",
    "省属, PROVINCIAL",
    "市, CITY",
    "市级, CITY",
    "city, CITY",
    "区县, DISTRICT",
    "县级, DISTRICT",
    "区, DISTRICT",
    "无, NONE",
    "none, NONE"
  })
  void readsUnitLevels(String written, UnitLevel level) {
    assertThat(UnitLevel.parse(written)).contains(level);
  }
}
