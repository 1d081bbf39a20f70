package org.goldcard.wiring.venue;

import org.goldcard.records.Recording;

/**
 * What stands behind the gates of a node.
 *
 * @param sites where scans happen, and by which rules
 * @param venues the venues of record as the feed brings them
 * @param recording where scans are recorded
 * @param devices what is heard of scanners
 */
public record Gates(Sites sites, VenueFeed venues, Recording recording, DevicesHeard devices) {}
