package org.goldcard.token;

import java.time.Instant;
import org.goldcard.token.jws.SignedText;

/**
 * A live code to be shown.
 *
 * @param token the text of the QR: at most {@link LiveCodes#LENGTH_MAX} ASCII characters
 * @param showFrom when its 30 seconds begin, by the server's clock
 * @param showUntil when they end
 */
public record LiveCode(SignedText token, Instant showFrom, Instant showUntil) {}
