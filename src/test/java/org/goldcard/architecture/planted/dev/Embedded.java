package org.goldcard.architecture.planted.dev;

import org.goldcard.architecture.planted.Main;

/** Planted: nobody names Main, or serve could reach dev through it. */
public record Embedded(Main.Wish wish) {}
