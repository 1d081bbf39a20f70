package org.goldcard.policy;

import org.jspecify.annotations.Nullable;

/**
 * Someone a benefit is for.
 *
 * @param kind who
 * @param max how many at most; null where the text sets no limit
 */
public record Beneficiary(Kind kind, @Nullable Integer max) {
  /** Who may benefit; the three child definitions are three (articles 4, 5, 11). */
  public enum Kind {
    SELF,
    SPOUSE,
    /** 未成年子女 (article 4). */
    MINOR_CHILD,
    /** 未婚子女, who may be of age (article 5). */
    UNMARRIED_CHILD,
    /** 子女入园或义务教育 (article 11). */
    CHILD,
    /** 团队成员 (article 4). */
    TEAM_MEMBER,
    /** 随行家属 (article 4). */
    ACCOMPANYING_FAMILY,
    /** 陪同人员 (article 19). */
    COMPANION,
    /** 高层次人才企业 (articles 15, 17). */
    OWN_ENTERPRISE
  }
}
