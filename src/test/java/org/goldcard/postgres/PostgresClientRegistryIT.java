package org.goldcard.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.goldcard.partners.Client;
import org.goldcard.partners.ClientRegistry;
import org.goldcard.partners.ClientRegistry.Registration;
import org.goldcard.partners.Scope;
import org.goldcard.testkit.Awaited;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class PostgresClientRegistryIT {
  private static PostgresStore store;
  private static ClientRegistry clients;

  @BeforeAll
  static void open() {
    store = new PostgresStore(PostgresClientRegistryIT.class);
    clients = new PostgresClientRegistry(store.database(), store.clock());
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @Test
  void findsAClientAsPut() {
    Registration gate =
        new Registration(
            new Client(
                "daming-gate-1",
                "大明湖东门",
                Set.of(Scope.VERIFY),
                "daming-lake",
                "east",
                true,
                Instant.parse("2027-01-01T00:00:00.123456Z")),
            "hash-1");
    Awaited.result(clients.put(gate));
    assertThat(Awaited.result(clients.find("daming-gate-1"))).contains(gate);
    assertThat(Awaited.result(clients.find("daming-gate-2"))).isEmpty();
  }

  @Test
  void aClientPutAgainIsReplaced() {
    Client bank =
        new Client("bank", "银行", Set.of(Scope.VERIFY, Scope.CODES), null, null, false, null);
    Awaited.result(clients.put(new Registration(bank, "old")));
    Registration next =
        new Registration(
            new Client("bank", "银行二", Set.of(Scope.CARDS_READ), "v", null, false, null), "new");
    Awaited.result(clients.put(next));
    assertThat(Awaited.result(clients.find("bank"))).contains(next);
  }
}
