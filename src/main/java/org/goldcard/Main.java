package org.goldcard;

/** The program's entry: hands the command line to the commands and exits with their code. */
public final class Main {
  private Main() {}

  /** Runs one command. */
  public static void main(String[] args) {
    System.out.println("goldcard");
  }
}
