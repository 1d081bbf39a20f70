package org.goldcard.architecture.planted.status;

/** Planted: one file too many. */
public final class Third {}
