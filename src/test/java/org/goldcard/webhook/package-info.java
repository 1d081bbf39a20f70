/** Webhooks on a real PostgreSQL and over real HTTP: receivers of every bad habit. */
@NullMarked
package org.goldcard.webhook;

import org.jspecify.annotations.NullMarked;
