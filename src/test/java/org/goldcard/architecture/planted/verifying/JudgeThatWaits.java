package org.goldcard.architecture.planted.verifying;

import io.vertx.core.Future;

/** Planted: a judge that waits. */
public record JudgeThatWaits(Future<String> verdict) {}
