package org.goldcard.fault;

import java.util.List;
import org.goldcard.testkit.RedisProcess;
import org.goldcard.testkit.SentinelCluster;

/** What can happen to a Redis that Sentinels watch: another server becomes the master. */
final class SentinelFaults {
  private final SentinelCluster cluster;

  /** The master the fault fell on. */
  private RedisProcess victim;

  private SentinelFaults(SentinelCluster cluster) {
    this.cluster = cluster;
    this.victim = cluster.master();
  }

  static List<Fault> of(SentinelCluster cluster) {
    SentinelFaults faults = new SentinelFaults(cluster);
    return List.of(
        fault("sentinel: failover ordered", cluster::failOver, cluster::awaitWhole),
        fault("sentinel: master killed", faults::kill, faults::restart),
        fault("sentinel: master frozen", faults::freeze, faults::thaw),
        fault("sentinel: two masters", faults::hide, faults::show));
  }

  private static Fault fault(String name, Fault.Step inject, Fault.Step heal) {
    return new Fault(6, name, Fault.REDIS, inject, heal);
  }

  private void kill() {
    victim = cluster.master();
    victim.kill();
  }

  private void restart() {
    cluster.restart(victim);
    cluster.awaitWhole();
  }

  private void freeze() {
    victim = cluster.master();
    victim.freeze();
  }

  private void thaw() {
    victim.thaw();
    cluster.awaitWhole();
  }

  /** Nodes stay connected to it and write there, while the Sentinels have chosen the other. */
  private void hide() {
    victim = cluster.master();
    SentinelCluster.hideFromSentinels(victim);
  }

  private void show() {
    SentinelCluster.showToSentinels(victim);
    cluster.awaitWhole();
  }
}
