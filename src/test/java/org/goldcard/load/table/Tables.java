package org.goldcard.load.table;

/** The program behind {@code exec:exec@load}: fills one table. */
public final class Tables {
  private Tables() {}

  /** The name of the table. */
  public static void main(String[] args) throws Exception {
    String table = args.length == 0 ? "" : args[0];
    long from = System.nanoTime();
    switch (table) {
      case "scan" -> ScanTable.run();
      case "propagation" -> PropagationTable.run();
      case "rolling" -> RollingTable.run();
      case "flood" -> FloodTable.run();
      case "scale" -> ScaleTable.run();
      case "start" -> StartTable.run();
      case "streams" -> StreamsTable.run();
      default ->
          throw new IllegalArgumentException(
              "table: scan, propagation, rolling, flood, scale, start" + " or streams");
    }
    System.out.printf("%nin %d s%n", (System.nanoTime() - from) / 1_000_000_000);
    // Servers and clients keep threads; what was started is stopped by the hooks.
    System.exit(0);
  }
}
