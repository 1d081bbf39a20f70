package org.goldcard.token.answer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one security event token says (RFC 8417).
 *
 * @param id its {@code jti}: the same however often it is sent
 * @param audience the client it is for
 * @param subject the holder as introspection names it to that client; null where it is about none
 * @param type the event's URI
 * @param at when it happened, its {@code toe}
 * @param transaction the place in the status log, its {@code txn}; null where there is none
 * @param members what the event says besides, in order
 */
public record SecurityEvent(
    String id,
    String audience,
    @Nullable String subject,
    String type,
    Instant at,
    @Nullable String transaction,
    List<Member> members) {
  /** Copies the members. */
  public SecurityEvent {
    members = List.copyOf(members);
  }

  /** One text of an event. */
  public record Member(String name, String value) {}
}
