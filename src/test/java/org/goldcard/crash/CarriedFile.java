package org.goldcard.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.goldcard.verifying.ResultCode;
import org.goldcard.verifying.kit.Answer;
import org.goldcard.verifying.kit.GoldcardVerifier;
import org.goldcard.verifying.kit.Update;

/** The file of a closed network as the command writes it, carried to the library. */
final class CarriedFile {
  private final Path file;
  private final GoldcardVerifier gate;
  private final GoldcardVerifier other;

  private CarriedFile(Path file, GoldcardVerifier gate, GoldcardVerifier other) {
    this.file = file;
    this.gate = gate;
    this.other = other;
  }

  /** Has a scanner's file written by the command, whose keys are the files of the key directory. */
  static CarriedFile of(ServedNodes nodes, String client, int node) throws Exception {
    Path file = nodes.home.resolve(client + ".carried");
    assertThat(nodes.run("bundle", "export", client, "--hours", "12", "--out", file.toString()))
        .isZero();
    String jwks = nodes.send(node, "/.well-known/jwks.json", "", null).body();
    return new CarriedFile(file, verifier(nodes, client, jwks), verifier(nodes, "another", jwks));
  }

  private static GoldcardVerifier verifier(ServedNodes nodes, String client, String jwks) {
    byte[] keys = jwks.getBytes(StandardCharsets.UTF_8);
    return GoldcardVerifier.withBundles(
        String.valueOf(nodes.settings.get("ISSUER")), client, keys, InstantSource.system());
  }

  /**
   * A good code is judged by it, never green, and with its age; it is good for its client alone.
   */
  void isJudgedBy(String code) throws Exception {
    refusesWhatWasChanged();
    assertThat(gate.verify(code).result()).isEqualTo(ResultCode.LIST_STALE);
    assertThat(other.importFile(file).reason()).isEqualTo("WRONG_AUDIENCE");
    assertThat(gate.importFile(file).outcome()).isEqualTo(Update.Outcome.TAKEN);
    Answer answer = gate.verify(code);
    assertThat(answer.result()).isEqualTo(ResultCode.VALID_OFFLINE);
    assertThat(answer.colour()).isEqualTo(ResultCode.Colour.AMBER);
    assertThat(answer.origin()).isEqualTo(Answer.Origin.FILE);
    assertThat(answer.listAge()).isBetween(Duration.ZERO, Duration.ofMinutes(2));
    assertThat(gate.verify(code).result()).isEqualTo(ResultCode.CODE_USED);
    refusesWhatWasChanged();
  }

  private void refusesWhatWasChanged() throws Exception {
    String text = Files.readString(file, StandardCharsets.US_ASCII);
    int middle = text.length() / 2;
    char changed = text.charAt(middle) == 'A' ? 'B' : 'A';
    Path forged = file.resolveSibling("forged");
    Files.writeString(forged, text.substring(0, middle) + changed + text.substring(middle + 1));
    assertThat(gate.importFile(forged).reason()).isEqualTo("BAD_SIGNATURE");
    Files.writeString(forged, text.substring(0, middle));
    assertThat(gate.importFile(forged).outcome()).isEqualTo(Update.Outcome.REFUSED);
  }
}
