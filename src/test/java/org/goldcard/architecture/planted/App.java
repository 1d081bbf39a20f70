package org.goldcard.architecture.planted;

import org.goldcard.architecture.planted.dev.Embedded;

/** Planted: only Main may name dev. */
public record App(Embedded embedded) {}
