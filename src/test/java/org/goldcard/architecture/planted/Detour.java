package org.goldcard.architecture.planted;

import org.goldcard.architecture.planted.dev.Embedded;

/** The way from App to dev. */
public record Detour(Embedded embedded) {}
