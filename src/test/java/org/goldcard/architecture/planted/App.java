package org.goldcard.architecture.planted;

/** Planted: what serve runs reaches dev by a detour. */
public record App(Detour detour) {}
