package org.goldcard.config;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.goldcard.config.load.LoadBounds;
import org.goldcard.partners.terms.AddressRange;
import org.jspecify.annotations.Nullable;

/**
 * Where the service listens and how it is protected there.
 *
 * @param host name or address to listen on
 * @param port 0 for any free one
 * @param certificate PEM file of the TLS certificate chain, if this node speaks TLS itself
 * @param key PEM file of its private key
 * @param trustedProxies whose forwarded addresses and client certificates count
 * @param load how much load it takes on
 */
public record Listening(
    String host,
    int port,
    @Nullable Path certificate,
    @Nullable Path key,
    List<AddressRange> trustedProxies,
    LoadBounds load) {
  private static final String LISTEN = "LISTEN";
  private static final String PROXIES = "TRUSTED_PROXIES";
  private static final Pattern FORM =
      Pattern.compile("(\\[[0-9a-fA-F:.]+\\]|[^:\\[\\]]+):(\\d{1,5})");
  private static final int MOST = 1_000_000;

  /** Copies the list. */
  public Listening {
    trustedProxies = List.copyOf(trustedProxies);
  }

  /** Whether this node speaks TLS itself. */
  public boolean isTls() {
    return certificate != null;
  }

  /** Whether what this caller forwards counts. */
  public boolean trusts(InetAddress caller) {
    return trustedProxies.stream().anyMatch(range -> range.contains(caller));
  }

  static Optional<Listening> read(Variables variables) {
    Optional<Path> certificate = variables.file("TLS_CERT");
    Optional<Path> key = variables.file("TLS_KEY");
    boolean certificateSet = variables.optional("TLS_CERT").isPresent();
    boolean keySet = variables.optional("TLS_KEY").isPresent();
    if (certificateSet != keySet) {
      String missing = certificateSet ? "TLS_KEY" : "TLS_CERT";
      variables.refuse(missing, "TLS_CERT 与 TLS_KEY 须一并设置", "set TLS_CERT and TLS_KEY together");
    }
    List<AddressRange> proxies = variables.ranges(PROXIES);
    Matcher form = FORM.matcher(variables.optional(LISTEN).orElse("127.0.0.1:8080"));
    if (!form.matches() || Integer.parseInt(form.group(2)) > 65_535) {
      variables.refuse(
          LISTEN, "应为 主机:端口，如 0.0.0.0:8443", "must be host:port, such as 0.0.0.0:8443");
      return Optional.empty();
    }
    boolean safe = Hosts.isLoopback(form.group(1)) || certificateSet || keySet;
    variables.holds(
        safe || variables.optional(PROXIES).isPresent(),
        LISTEN,
        "不在本机回环地址上时，必须设置 TLS_CERT 和 TLS_KEY，或 TRUSTED_PROXIES",
        "beyond loopback set TLS_CERT and TLS_KEY, or TRUSTED_PROXIES: plain HTTP is refused");
    return Optional.of(
        new Listening(
            form.group(1).replaceAll("[\\[\\]]", ""),
            Integer.parseInt(form.group(2)),
            certificate.orElse(null),
            key.orElse(null),
            proxies,
            load(variables)));
  }

  private static LoadBounds load(Variables variables) {
    LoadBounds usual = LoadBounds.usual();
    return new LoadBounds(
        variables.whole("LIMIT_CLIENT", 1, MOST, usual.client()),
        variables.whole("LIMIT_CHECKPOINT", 1, MOST, usual.checkpoint()),
        variables.whole("LIMIT_ADDRESS", 1, MOST, usual.address()),
        variables.whole("LIMIT_CREDENTIALS", 1, MOST, usual.credentials()),
        variables.whole("LIMIT_STRANGER", 1, MOST, usual.stranger()),
        variables.whole("LIMIT_NUMBERS", 0, MOST, usual.numbersPerShift()),
        variables.whole("MAX_IN_FLIGHT", 1, MOST, usual.inFlight()),
        variables.whole("MAX_CONNECTIONS", 1, MOST, usual.connections()),
        variables.whole("MAX_CONNECTIONS_PER_ADDRESS", 1, MOST, usual.connectionsPerAddress()),
        variables.whole("MAX_STREAMS", 1, MOST, usual.streams()),
        variables.whole("MAX_STREAMS_PER_CLIENT", 1, MOST, usual.streamsPerClient()),
        Duration.ofSeconds(
            variables.whole("DRAIN_NOTICE", 0, 60, (int) usual.drainNotice().toSeconds())),
        Duration.ofMillis(variables.whole("WARM_UP", 0, 10_000, (int) usual.warmUp().toMillis())));
  }
}
