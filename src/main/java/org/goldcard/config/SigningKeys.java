package org.goldcard.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the signing keys are.
 *
 * @param directory of the key files
 * @param passphrase opens the private ones
 */
public record SigningKeys(Path directory, Secret passphrase) {
  static Optional<SigningKeys> read(Variables variables) {
    Optional<String> set = variables.required("KEY_DIR");
    Optional<Path> directory = set.flatMap(text -> variables.directory("KEY_DIR"));
    Optional<String> passphrase =
        variables
            .requiredSecret("KEY_PASSPHRASE")
            .filter(secret -> Strength.isStrong(variables, "KEY_PASSPHRASE", secret));
    return directory.flatMap(path -> passphrase.map(p -> new SigningKeys(path, new Secret(p))));
  }
}
