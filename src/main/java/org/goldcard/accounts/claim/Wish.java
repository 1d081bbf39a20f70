package org.goldcard.accounts.claim;

import org.goldcard.accounts.Channel;
import org.goldcard.accounts.Language;

/**
 * What somebody wishes who claims a card or has forgotten the passcode.
 *
 * @param sought whom the claim looks for
 * @param way which way the code is wanted
 * @param channel where it was asked for
 * @param language in which language the code is sent
 * @param notice the version of the notice that was agreed to
 */
public record Wish(Sought sought, Way way, Channel channel, Language language, String notice) {}
