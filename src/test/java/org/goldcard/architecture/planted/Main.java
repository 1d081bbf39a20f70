package org.goldcard.architecture.planted;

/** The planted root. */
public final class Main {
  /** What nobody may ask for. */
  public static final class Wish {}
}
