/** The samples for partner systems, run as partners run them. */
@org.jspecify.annotations.NullMarked
package org.goldcard.samples;
