package org.goldcard.token.jws;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.goldcard.token.keys.KeyPurpose;

/**
 * The table of token kinds: {@code typ}, key, audience, life, bearer and size of each (RFC 8725
 * sections 3.8 to 3.12). Whoever reads a token names the kinds it accepts; the key's purpose must
 * agree with the kind besides.
 */
public enum TokenKind {
  /** The pass of one version of a card; counts to the card's last day. */
  PASS("goldcard+jwt", KeyPurpose.PASS, Audience.ANYONE, Bearer.HOLDER, Limits.PASS),
  /** What the QR shows: 30 seconds shown, 60 seconds accepted. */
  LIVE_CODE("goldcard-live+jwt", KeyPurpose.LIVE, Audience.ANYONE, Bearer.HOLDER, Limits.CODE),
  /** The published status list (draft-ietf-oauth-status-list section 5.1). */
  STATUS_LIST("statuslist+jwt", KeyPurpose.LIST, Audience.ANYONE, Bearer.ANYONE, Limits.LIST),
  /** What a partner system or scanner calls the API with (RFC 9068). */
  ACCESS("at+jwt", KeyPurpose.ACCESS, Audience.ISSUER, Bearer.CLIENT, Limits.ACCESS),
  /** An enrolled device's credential. */
  DEVICE("goldcard-device+jwt", KeyPurpose.ACCESS, Audience.ISSUER, Bearer.CLIENT, Limits.ACCESS),
  /** A venue's signed proof of one verification. */
  RECEIPT("goldcard-receipt+jwt", KeyPurpose.ANSWER, Audience.CLIENT, Bearer.CLIENT, Limits.ANSWER),
  /** A signed introspection answer (RFC 9701). */
  INTROSPECTION(
      "token-introspection+jwt", KeyPurpose.ANSWER, Audience.CLIENT, Bearer.CLIENT, Limits.ANSWER),
  /** Keys, rules and list for a scanner without a network. */
  BUNDLE("goldcard-bundle+jwt", KeyPurpose.ANSWER, Audience.CLIENT, Bearer.CLIENT, Limits.LIST),
  /** A security event (RFC 8417). */
  EVENT("secevent+jwt", KeyPurpose.ANSWER, Audience.CLIENT, Bearer.CLIENT, Limits.ANSWER),
  /** The signed head of the audit chain. */
  AUDIT_HEAD("goldcard-audit+jwt", KeyPurpose.AUDIT, Audience.ANYONE, Bearer.ANYONE, Limits.ANSWER),
  /** A public key made known to running nodes; counts while the key that signed it does. */
  KEY_NOTICE("goldcard-key+jwt", KeyPurpose.AUDIT, Audience.ANYONE, Bearer.ANYONE, Limits.ANSWER);

  private final String typ;
  private final KeyPurpose purpose;
  private final Audience audience;
  private final Bearer bearer;
  private final Limits limits;

  TokenKind(String typ, KeyPurpose purpose, Audience audience, Bearer bearer, Limits limits) {
    this.typ = typ;
    this.purpose = purpose;
    this.audience = audience;
    this.bearer = bearer;
    this.limits = limits;
  }

  /** The {@code typ} of its header. */
  public String typ() {
    return typ;
  }

  /** The purpose of the keys that sign it. */
  public KeyPurpose purpose() {
    return purpose;
  }

  /** Whom its {@code aud} names. */
  public Audience audience() {
    return audience;
  }

  /** Who carries it. */
  public Bearer bearer() {
    return bearer;
  }

  /** From {@code iat} to {@code exp} at most. */
  public Duration longestLife() {
    return limits.life;
  }

  /** How far clocks may differ where a network is there to set them. */
  public Duration skew() {
    return limits.skew;
  }

  /** Characters at most. */
  public int maxLength() {
    return limits.length;
  }

  /** The kind with this {@code typ}, exact to the letter. */
  public static Optional<TokenKind> ofTyp(String typ) {
    return Arrays.stream(values()).filter(k -> k.typ.equals(typ)).findFirst();
  }

  /** Whom a token is for. */
  public enum Audience {
    /** No {@code aud}: whoever has the public keys. */
    ANYONE,
    /** This service itself. */
    ISSUER,
    /** The client that asked. */
    CLIENT
  }

  /** Who carries a token. */
  public enum Bearer {
    HOLDER,
    CLIENT,
    ANYONE
  }

  /** What groups of kinds have in common. */
  private enum Limits {
    PASS(2048, KeyPurpose.PASS.longestLife(), Duration.ofSeconds(30)),
    CODE(2048, Duration.ofSeconds(60), Duration.ZERO),
    ACCESS(2048, Duration.ofMinutes(10), Duration.ZERO),
    ANSWER(2048, Duration.ofDays(190), Duration.ZERO),
    LIST(8 << 20, Duration.ofHours(36), Duration.ofSeconds(30));

    private final int length;
    private final Duration life;
    private final Duration skew;

    Limits(int length, Duration life, Duration skew) {
      this.length = length;
      this.life = life;
      this.skew = skew;
    }
  }
}
