package org.goldcard.architecture.planted.stray;

/** Planted: a package the design does not draw. */
public final class NowhereDrawn {}
