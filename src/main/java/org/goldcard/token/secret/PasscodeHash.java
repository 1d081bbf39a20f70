package org.goldcard.token.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Passcodes as they are stored: Argon2id (RFC 9106) with 19 MiB, two passes and one lane, a salt of
 * 16 random bytes, in the usual text form, so that the cost can be raised later. About 60
 * milliseconds and 19 MiB each: for workers, so many at a time as there are. Safe from any thread.
 */
public final class PasscodeHash {
  private static final int MEMORY = 19_456;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int SALT = 16;
  private static final int LENGTH = 32;
  private static final int MOST_MEMORY = 1 << 18;
  private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();
  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d)\\$([A-Za-z0-9+/]{11,64})"
              + "\\$([A-Za-z0-9+/]{43})");

  private final RandomGenerator random;
  private final String nobody;

  /** Hashes with salts from a cryptographically strong source. */
  public PasscodeHash(RandomGenerator random) {
    this.random = random;
    this.nobody = hash(Secrets.random(random));
  }

  /** The stored form of a passcode; another one each time. */
  public String hash(String passcode) {
    byte[] salt = new byte[SALT];
    random.nextBytes(salt);
    byte[] tag = tag(passcode, salt, MEMORY, PASSES, LANES);
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(MEMORY, PASSES, LANES, BASE64.encodeToString(salt), BASE64.encodeToString(tag));
  }

  /**
   * Whether a passcode belongs to a stored form. Without one it takes as long, and answers no.
   *
   * @param stored the stored form; null where there is none
   */
  public boolean matches(String passcode, @Nullable String stored) {
    Matcher form = FORM.matcher(stored == null ? nobody : stored);
    if (!form.matches() || Integer.parseInt(form.group(1)) > MOST_MEMORY) {
      throw new IllegalArgumentException("stored: not a passcode as it is stored");
    }
    byte[] salt = Base64.getDecoder().decode(form.group(4));
    byte[] known = Base64.getDecoder().decode(form.group(5));
    int memory = Integer.parseInt(form.group(1));
    int passes = Integer.parseInt(form.group(2));
    byte[] tag = tag(passcode, salt, memory, passes, Integer.parseInt(form.group(3)));
    return MessageDigest.isEqual(tag, known) && stored != null;
  }

  private static byte[] tag(String passcode, byte[] salt, int memory, int passes, int lanes) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memory)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    byte[] bytes = passcode.getBytes(StandardCharsets.UTF_8);
    byte[] tag = new byte[LENGTH];
    try {
      int made = generator.generateBytes(bytes, tag);
      if (made != LENGTH) {
        throw new IllegalStateException("Argon2id gave a short tag");
      }
      return tag;
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  @Override
  public String toString() {
    return "PasscodeHash";
  }
}
