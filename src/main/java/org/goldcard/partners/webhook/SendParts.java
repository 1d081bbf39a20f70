package org.goldcard.partners.webhook;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.goldcard.partners.Scope;
import org.goldcard.partners.event.CardChanges;
import org.goldcard.partners.event.EventWriter;
import org.goldcard.partners.event.Interests;

/**
 * What receivers are told with.
 *
 * @param queue what waits
 * @param changes the log
 * @param interests which holders concern whom
 * @param writer says changes to clients
 * @param receiver the way to receivers
 * @param scopes what a client may do; empty once it is withdrawn
 * @param patience how long receivers are waited for
 * @param lanes how many pushes one receiver gets at the same time
 * @param random for pauses
 * @param nanos a monotonic clock
 * @param pushed is told of every push
 */
public record SendParts(
    WebhookQueue queue,
    CardChanges changes,
    Interests interests,
    EventWriter writer,
    Receiver receiver,
    Function<String, Optional<Set<Scope>>> scopes,
    Patience patience,
    int lanes,
    RandomGenerator random,
    LongSupplier nanos,
    Consumer<Delivery.Outcome> pushed) {}
