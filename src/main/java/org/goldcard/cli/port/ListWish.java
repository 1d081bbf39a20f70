package org.goldcard.cli.port;

import java.nio.file.Path;
import org.goldcard.card.Actor;
import org.jspecify.annotations.Nullable;

/**
 * A list of talents to be imported.
 *
 * @param file the CSV or XLSX file
 * @param actor who imports
 * @param dryRun whether nothing is recorded
 * @param badRows where bad rows go while the others are imported; null when one bad row stops all
 */
public record ListWish(Path file, Actor actor, boolean dryRun, @Nullable Path badRows) {}
