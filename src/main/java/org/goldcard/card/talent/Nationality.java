package org.goldcard.card.talent;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.goldcard.card.Text;
import org.jspecify.annotations.Nullable;

/**
 * The country of whom a talent is a national. It alone makes a talent foreign, never a document.
 *
 * @param code ISO 3166-1 alpha-2; CN also for Hong Kong, Macau and Taiwan
 */
public record Nationality(String code) {
  /** Chinese nationality. */
  public static final Nationality CHINA = new Nationality("CN");

  /** Refuses a code that ISO 3166-1 does not have. */
  public Nationality {
    if (!code.equals(CountryNames.code(code))) {
      throw new IllegalArgumentException("code: not an ISO 3166-1 country");
    }
  }

  /** Reads an alpha-2 or alpha-3 code, or a name in Chinese or English. */
  public static Reading<Nationality> read(String written) {
    String key = Text.fold(written);
    if (key.isEmpty()) {
      return Reading.flawed(Flaw.EMPTY);
    }
    String code = CountryNames.code(key);
    if (code == null && key.endsWith("籍")) {
      code = CountryNames.code(key.substring(0, key.length() - 1));
    }
    return code == null ? Reading.flawed(Flaw.COUNTRY) : Reading.of(new Nationality(code));
  }

  /** Whether the talent is a foreigner. */
  public boolean isForeign() {
    return !code.equals("CN");
  }

  /** Countries by the codes and names people write: ISO 3166-1, Chinese, English, and some more. */
  private static final class CountryNames {
    private static final Map<String, String> ALIASES =
        Map.ofEntries(
            Map.entry("中华人民共和国", "CN"),
            Map.entry("中国大陆", "CN"),
            Map.entry("中国籍", "CN"),
            Map.entry("中国香港", "CN"),
            Map.entry("中国澳门", "CN"),
            Map.entry("中国台湾", "CN"),
            Map.entry("香港", "CN"),
            Map.entry("澳门", "CN"),
            Map.entry("台湾", "CN"),
            Map.entry("hong kong", "CN"),
            Map.entry("macau", "CN"),
            Map.entry("macao", "CN"),
            Map.entry("taiwan", "CN"),
            Map.entry("p.r. china", "CN"),
            Map.entry("pr china", "CN"),
            Map.entry("people's republic of china", "CN"),
            Map.entry("chinese", "CN"),
            Map.entry("usa", "US"),
            Map.entry("u.s.a.", "US"),
            Map.entry("america", "US"),
            Map.entry("united states of america", "US"),
            Map.entry("美利坚合众国", "US"),
            Map.entry("uk", "GB"),
            Map.entry("great britain", "GB"),
            Map.entry("大不列颠及北爱尔兰联合王国", "GB"),
            Map.entry("korea", "KR"),
            Map.entry("republic of korea", "KR"),
            Map.entry("大韩民国", "KR"),
            Map.entry("dprk", "KP"),
            Map.entry("俄国", "RU"),
            Map.entry("俄罗斯联邦", "RU"),
            Map.entry("russian federation", "RU"),
            Map.entry("turkey", "TR"),
            Map.entry("czech republic", "CZ"),
            Map.entry("holland", "NL"),
            Map.entry("the netherlands", "NL"),
            Map.entry("viet nam", "VN"),
            Map.entry("阿联酋", "AE"),
            Map.entry("uae", "AE"));

    private static final Map<String, String> CODES = codes();

    private CountryNames() {}

    /** The alpha-2 code of a country; null when nobody calls one so. */
    static @Nullable String code(String name) {
      return CODES.get(Text.fold(name));
    }

    private static Map<String, String> codes() {
      Map<String, String> codes = new HashMap<>();
      for (String country : Locale.getISOCountries()) {
        Locale locale = new Locale.Builder().setRegion(country).build();
        String code =
            switch (country) {
              case "HK", "MO", "TW" -> "CN";
              default -> country;
            };
        codes.put(country.toLowerCase(Locale.ROOT), code);
        codes.put(locale.getISO3Country().toLowerCase(Locale.ROOT), code);
        codes.put(Text.fold(locale.getDisplayCountry(Locale.SIMPLIFIED_CHINESE)), code);
        codes.put(Text.fold(locale.getDisplayCountry(Locale.ENGLISH)), code);
      }
      codes.putAll(ALIASES);
      return codes;
    }
  }
}
