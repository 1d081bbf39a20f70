package org.goldcard.card.talent;

import java.util.List;
import java.util.Optional;
import org.goldcard.card.Text;

/**
 * The level of the unit a talent works for. A withdrawal goes to the window of this level: central
 * and provincial to the city window, none to the district of the workplace.
 */
public enum UnitLevel {
  CENTRAL("中央", "国家|部属|央属|中直|中央驻济|national"),
  PROVINCIAL("省", "省属|省直|province"),
  CITY("市", "市属|市直|municipal"),
  DISTRICT("区县", "区|县|区属|县属|区县属|县区|区(县)|county"),
  NONE("无", "无主管部门|民营|自主创业|其他|private|self-employed");

  private final String zh;
  private final String aliases;

  UnitLevel(String zh, String aliases) {
    this.zh = zh;
    this.aliases = aliases;
  }

  /** The name in Chinese. */
  public String zh() {
    return zh;
  }

  /** Reads a code, "市", "市级" or what people write instead. */
  public static Optional<UnitLevel> parse(String text) {
    String key = Text.fold(text);
    if (key.endsWith("级")) {
      key = key.substring(0, key.length() - 1);
    }
    for (UnitLevel level : values()) {
      if (key.equals(Text.fold(level.name()))
          || key.equals(level.zh)
          || List.of(level.aliases.split("\\|", -1)).contains(key)) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }
}
