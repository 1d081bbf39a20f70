package org.goldcard.web.api.events;

/**
 * One bit of the published lists as a scanner should hold it.
 *
 * @param index counted through all lists
 * @param refused the bit
 */
record Entry(int index, boolean refused) {}
