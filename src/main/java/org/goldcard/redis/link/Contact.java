package org.goldcard.redis.link;

/** A connection in use, to whom, and what its server said of itself. */
final class Contact {
  private final Line line;
  private final String address;
  private final ServerFacts facts;

  Contact(Line line, String address, ServerFacts facts) {
    this.line = line;
    this.address = address;
    this.facts = facts;
  }

  Line line() {
    return line;
  }

  /** Host and port, as they were told. */
  String address() {
    return address;
  }

  ServerFacts facts() {
    return facts;
  }
}
