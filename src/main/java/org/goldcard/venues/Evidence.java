package org.goldcard.venues;

import java.util.Set;
import java.util.stream.Collectors;
import org.goldcard.policy.source.Wording;

/** What a venue accepts as the holder's own valid ID (articles 19, 20, 25(1)). */
public enum Evidence {
  /** 原件. */
  ORIGINAL("身份证件原件", "original ID"),
  /** 临时身份证明. */
  TEMPORARY_PROOF("临时身份证明", "temporary proof of identity"),
  /** Only where the venue says so. */
  ELECTRONIC_ID("电子身份证件", "electronic ID"),
  /** Passport or travel permit, for the border. */
  TRAVEL_DOCUMENT("护照或通行证原件", "original passport or travel permit");

  private final String zh;
  private final String en;

  Evidence(String zh, String en) {
    this.zh = zh;
    this.en = en;
  }

  /** The name people read. */
  public Wording label() {
    return new Wording(zh, en);
  }

  /** Several of them in one line. */
  public static Wording listed(Set<Evidence> accepted) {
    return new Wording(
        accepted.stream().map(e -> e.zh).collect(Collectors.joining("、")),
        accepted.stream().map(e -> e.en).collect(Collectors.joining(", ")));
  }
}
