package org.goldcard.policy;

/** How a benefit is had (article 25; which of the two is decided per item). */
public enum ServiceMode {
  /** 随时受理、直接服务: shown at the place. */
  DIRECT,
  /** 一窗接件、专员办理: applied for at the sub-window. */
  ON_APPLICATION,
  /** Either way. */
  BOTH
}
