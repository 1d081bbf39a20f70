package org.goldcard.architecture.planted.policy;

import org.goldcard.architecture.planted.token.one.FirstHalf;

/** Planted: foundations do not know each other. */
public record SignedPolicy(FirstHalf half) {}
