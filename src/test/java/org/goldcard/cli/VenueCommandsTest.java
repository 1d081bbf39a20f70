package org.goldcard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.goldcard.testkit.Awaited.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.goldcard.card.Instruction;
import org.goldcard.partners.Client;
import org.goldcard.partners.ClientRegistry.Registration;
import org.goldcard.partners.Scope;
import org.goldcard.records.ScanHours;
import org.goldcard.records.ScanRecord;
import org.goldcard.testkit.DemoVenues;
import org.goldcard.venues.device.Heartbeat;
import org.goldcard.venues.device.Sighting;
import org.goldcard.venues.record.VenueFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VenueCommandsTest {
  private static final int VENUES = DemoVenues.file().venues().size();
  private final RunCommand command = new RunCommand();
  @TempDir private Path home;
  private Path file = Path.of("");

  @BeforeEach
  void write() throws IOException {
    file = home.resolve("venues.json");
    write(DemoVenues.file().venues());
  }

  private void write(Map<String, String> venues) throws IOException {
    Files.writeString(file, "\uFEFF" + new VenueFile("test", venues).source("x").text());
  }

  @Test
  void importsListsAndShowsVenuesAndSaysTheSecondTimeThatNothingChanged() {
    assertThat(command.run("venues", "list")).as("nothing recorded").isEqualTo(1);
    assertThat(command.run("venues", "import", file.toString())).isZero();
    assertThat(command.err()).contains(VENUES + " new, 0 changed, 0 removed, 0 as before", "rev");
    assertThat(command.run("venues", "import", file.toString())).isZero();
    assertThat(command.err()).contains("0 new, 0 changed, 0 removed, " + VENUES + " as before");
    assertThat(command.run("venues", "list")).isZero();
    assertThat(command.out().lines()).hasSize(VENUES);
    assertThat(command.out()).containsPattern("JN-TNA +AIRPORT +LIVE +示例-机场-001 +1  济南遥墙国际机场");
    assertThat(command.run("venues", "show", "遥墙机场")).isZero();
    assertThat(command.out())
        .contains("\"id\" : \"JN-TNA\"", "TRANSPORT.GREEN_CHANNEL", "REGISTER_BY_HAND", "5 s");
    assertThat(command.run("venues", "show", "JN-NOWHERE")).isEqualTo(1);
  }

  @Test
  void aFileWithMistakesIsRefusedWithAllOfThem() throws IOException {
    String text = Files.readString(file);
    Files.writeString(
        file, text.replace("\"AIRPORT\"", "\"PORT\"").replace("\"370105\"", "\"999999\""));
    assertThat(command.run("venues", "import", file.toString())).isEqualTo(3);
    assertThat(command.out())
        .contains("unknown VenueType PORT", "unknown district 999999", "unknown department PORT");
    assertThat(command.run("venues", "list")).as("nothing was recorded").isEqualTo(1);
    Files.write(file, new byte[] {'{', (byte) 0xC3, '}'});
    assertThat(command.run("venues", "import", file.toString())).isEqualTo(3);
  }

  @Test
  void aVenueIsRemovedOnlyOnDemandAndADryRunChangesNothing() throws IOException {
    assertThat(command.run("venues", "import", file.toString())).isZero();
    Map<String, String> fewer = new HashMap<>(DemoVenues.file().venues());
    fewer.remove("JN-TNA");
    fewer.computeIfPresent(
        "JN-QIANFO", (id, v) -> v.replace("\"numberLookup\":true", "\"numberLookup\":false"));
    write(fewer);
    assertThat(command.run("venues", "import", file.toString())).isEqualTo(1);
    assertThat(command.run("venues", "import", file.toString(), "--dry-run", "--remove")).isZero();
    assertThat(command.out().lines()).containsExactly("~ JN-QIANFO  site", "- JN-TNA");
    assertThat(command.run("venues", "show", "JN-TNA")).as("still there").isZero();
    assertThat(command.run("venues", "import", file.toString(), "--remove")).isZero();
    assertThat(command.run("venues", "show", "JN-TNA")).isEqualTo(1);
  }

  @Test
  void devicesAreListedWithHowTheyWereAndWhoIsSilent() {
    gate("gate-1");
    gate("gate-2");
    gate("gate-3");
    heard("gate-1", Duration.ofMinutes(1));
    heard("gate-2", Duration.ofHours(2));
    assertThat(command.run("devices")).isZero();
    assertThat(command.out().lines())
        .satisfiesExactly(
            one ->
                assertThat(one)
                    .startsWith("gate-1 ")
                    .contains("HEARD", "09:59:00", "list 12 s", "1.4.0", "skew +1.5 s")
                    .endsWith("queued 3  park/east"),
            two -> assertThat(two).startsWith("gate-2 ").contains("SILENT"),
            three -> assertThat(three).startsWith("gate-3 ").contains("NEVER_HEARD", "park/east"));
  }

  @Test
  void onlySilentDevicesAreListedOnDemandAndAScanIsASignOfLife() {
    gate("gate-1");
    gate("gate-2");
    gate("gate-3");
    gate("gate-4");
    heard("gate-1", Duration.ofMinutes(16));
    scanned("gate-1", "east", Duration.ofMinutes(2));
    heard("gate-2", Duration.ofHours(2));
    scanned("gate-2", "east", Duration.ofHours(3));
    scanned("gate-4", "north", Duration.ofMinutes(40));
    assertThat(command.run("devices", "--silent")).isZero();
    assertThat(command.out().lines())
        .satisfiesExactly(
            one -> assertThat(one).startsWith("gate-2 ").contains("SILENT", "08:00:00", "queued 3"),
            two -> assertThat(two).startsWith("gate-4 ").contains("09:20:00").endsWith("/north"));
    assertThat(command.run("devices", "--silent=60")).isZero();
    assertThat(command.out().lines()).singleElement().asString().startsWith("gate-2 ");
    assertThat(command.run("devices", "--silent=0")).isEqualTo(2);
  }

  @Test
  void scansAreToldByTheHour() {
    command.stores.hours.add(
        new ScanHours.Hour(
            command.now.minus(Duration.ofHours(1)),
            new ScanRecord.Place("park", "east", "gate-1"),
            112,
            3,
            1));
    assertThat(command.run("scans", "--hours", "2", "--venue", "park")).isZero();
    assertThat(command.out().strip())
        .isEqualTo(
            "2026-06-01 09:00  gate-1               park/east                passed 112"
                + "  refused 3  degraded 1");
    assertThat(command.stores.asked).contains("hours 2026-06-01T01:00:00Z null park");
    assertThat(command.run("scans", "--hours", "0")).isEqualTo(2);
  }

  private void scanned(String id, String checkpoint, Duration ago) {
    command.stores.sightings.add(new Sighting(id, "park", checkpoint, command.now.minus(ago)));
  }

  private void gate(String id) {
    Client client = new Client(id, id, Set.of(Scope.VERIFY), "park", "east", true, null);
    Instruction by = Instruction.of(RunCommand.OPERATOR, "");
    result(command.stores.clients().put(new Registration(client, "hash"), by));
  }

  private void heard(String id, Duration ago) {
    Heartbeat.State state = new Heartbeat.State(Duration.ofSeconds(12), 7L, "1.4.0", 3, null);
    command.stores.heartbeats.add(
        new Heartbeat(id, "park", "east", command.now.minus(ago), state, Duration.ofMillis(1500)));
  }
}
