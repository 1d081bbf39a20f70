package org.goldcard.architecture.planted.dev;

/** The embedded default of the planted house. */
public final class Embedded {}
