package org.goldcard.policy;

import org.goldcard.policy.source.Wording;

/**
 * What staff must still check, in words for the screen.
 *
 * @param code the check
 * @param prompt what to do
 */
public record Check(StaffCheck code, Wording prompt) {}
