package org.goldcard.cli.port;

import java.time.Duration;
import java.util.function.Supplier;
import org.goldcard.token.jws.Issuer;
import org.goldcard.token.keys.KeyStore;

/**
 * The keys of this installation.
 *
 * @param store the key directory
 * @param passphrase gives the passphrase of the private keys, asked only by commands that need it;
 *     throws {@link CommandRefused} where none is set
 * @param notice how long a new key must have been published before it may sign
 * @param issuer whose tokens count
 */
public record Keys(KeyStore store, Supplier<char[]> passphrase, Duration notice, Issuer issuer) {}
