package org.goldcard.messaging.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {
  private final AddressRules strict = new AddressRules(address -> false);

  @ParameterizedTest
  @MethodSource("org.goldcard.messaging.webhook.ForbiddenAddresses#all")
  void refusesWhatIsNotThePublicInternet(String text) throws UnknownHostException {
    assertThat(strict.allows(InetAddress.getByName(text))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "100.63.255.255",
        "100.128.0.1",
        "172.15.255.255",
        "172.32.0.1",
        "192.0.3.1",
        "192.167.0.1",
        "198.17.0.1",
        "198.20.0.1",
        "223.255.255.255",
        "2400:3200::1",
        "2606:4700::1111"
      })
  void allowsThePublicInternetRightBesideIt(String text) throws UnknownHostException {
    assertThat(strict.allows(InetAddress.getByName(text))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.1.2.3", "fd12:3456::1"})
  void allowsAPrivateNetworkThatAnOperatorNamed(String text) throws UnknownHostException {
    InetAddress named = InetAddress.getByName(text);
    AddressRules rules = new AddressRules(named::equals);
    assertThat(rules.allows(named)).isTrue();
    assertThat(rules.allows(InetAddress.getByName("10.1.2.4"))).isFalse();
  }
}
