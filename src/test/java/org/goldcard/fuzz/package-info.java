/**
 * Parsers under inputs nobody thought of: a target for each, its committed corpus, and a command
 * that looks for more.
 */
@org.jspecify.annotations.NullMarked
package org.goldcard.fuzz;
