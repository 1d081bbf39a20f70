package org.goldcard.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevSecretsTest {
  @TempDir private Path data;

  @Test
  void makesSecretsOnceAndKeepsThem() {
    DevSecrets first = DevSecrets.open(data, List.of("hospital", "museum"));
    DevSecrets second = DevSecrets.open(data, List.of("hospital", "museum"));
    assertThat(second).isEqualTo(first);
    assertThat(first.clientSecrets()).containsOnlyKeys("hospital", "museum");
    assertThat(first.dataKey()).isNotEqualTo(first.lookupKey());
    assertThat(Base64.getDecoder().decode(first.dataKey())).hasSize(32);
  }

  @Test
  void makesOnlyTheSecretsThatAreNew() {
    DevSecrets first = DevSecrets.open(data, List.of("hospital"));
    DevSecrets second = DevSecrets.open(data, List.of("hospital", "museum"));
    assertThat(second.keyPassphrase()).isEqualTo(first.keyPassphrase());
    assertThat(second.clientSecrets()).containsAllEntriesOf(first.clientSecrets());
    assertThat(second.clientSecrets()).containsKey("museum");
  }

  @Test
  void twoDirectoriesHaveDifferentSecrets() {
    assertThat(DevSecrets.open(data.resolve("a"), List.of()))
        .isNotEqualTo(DevSecrets.open(data.resolve("b"), List.of()));
  }

  @Test
  void marksSecretsAsDemonstrationAndDoesNotShowThem() {
    DevSecrets secrets = DevSecrets.open(data, List.of("hospital"));
    assertThat(secrets.keyPassphrase()).startsWith("demo-").hasSizeGreaterThan(32);
    assertThat(Base64.getDecoder().decode(secrets.lookupKey())).startsWith('D', 'E', 'M', 'O');
    assertThat(secrets.toString()).doesNotContain(secrets.keyPassphrase(), secrets.dataKey());
  }

  @Test
  void onlyTheOwnerMayReadThem() throws IOException {
    DevSecrets secrets = DevSecrets.open(data.resolve("fresh"), List.of());
    assertThat(secrets.clientSecrets()).isEmpty();
    Path directory = data.resolve("fresh").resolve("secrets");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
        .isEqualTo("rwx------");
    Path file = directory.resolve("service");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }
}
