package org.goldcard.wiring;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import io.vertx.micrometer.VertxPrometheusOptions;
import java.util.EnumSet;

/** The Vert.x of a node. */
public final class NodeVertx {
  private NodeVertx() {}

  /** One that measures itself, on the native transport where there is one. */
  public static Vertx make(PrometheusMeterRegistry meters) {
    VertxOptions options =
        new VertxOptions()
            .setPreferNativeTransport(true)
            .setMetricsOptions(
                new MicrometerMetricsOptions()
                    .setPrometheusOptions(new VertxPrometheusOptions().setEnabled(true))
                    .setLabels(EnumSet.of(Label.POOL_TYPE, Label.POOL_NAME))
                    // What goldcard.http tells by endpoint costs a scan no second count.
                    .addDisabledMetricsCategory(MetricsDomain.HTTP_SERVER)
                    .setEnabled(true));
    return Vertx.builder().with(options).withMetrics(new MicrometerMetricsFactory(meters)).build();
  }
}
