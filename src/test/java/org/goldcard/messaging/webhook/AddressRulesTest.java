package org.goldcard.messaging.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {
  private final AddressRules strict = new AddressRules(address -> false);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.255",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:10.0.0.1",
        "::10.0.0.1",
        "64:ff9b::a00:1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:a00:1::1",
        "3fff::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fec0::1",
        "ff02::1"
      })
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
