package org.goldcard.venues.device;

import java.time.Instant;

/**
 * That a device was there: it sent a heartbeat or a scan.
 *
 * @param client its credential
 * @param venue where it stands
 * @param checkpoint at which entrance or desk; one credential of an area may be at several
 * @param at when, by the server's clock
 */
public record Sighting(String client, String venue, String checkpoint, Instant at) {}
