package org.goldcard.accounts.message;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.goldcard.accounts.Person;

/** Finds the way to a person: the phone first, e-mail where no message reaches it or asked for. */
public final class Post {
  private final List<Carrier> carriers;

  /** Sends by these, tried in order. */
  public Post(List<Carrier> carriers) {
    this.carriers = List.copyOf(carriers);
  }

  /**
   * Where a person can be reached, the first choice first.
   *
   * @param byEmail whether e-mail alone is wanted
   */
  public List<Destination> destinations(Person person, boolean byEmail) {
    List<Destination> all = new ArrayList<>();
    if (person.phone() != null && !byEmail) {
      all.add(Destination.of(person.phone()));
    }
    if (person.email() != null) {
      all.add(Destination.of(person.email()));
    }
    return all.stream().filter(to -> carriers.stream().anyMatch(c -> c.reaches(to))).toList();
  }

  /** Sends to the first destination that takes it; fails where none does. */
  public Future<Destination> send(List<Destination> destinations, Message message) {
    Future<Destination> sent = Future.failedFuture(new IllegalArgumentException("no destination"));
    for (Destination to : destinations) {
      sent = sent.recover(before -> send(to, message));
    }
    return sent;
  }

  private Future<Destination> send(Destination to, Message message) {
    Future<Void> sent = Future.failedFuture(new IllegalArgumentException("no carrier"));
    for (Carrier carrier : carriers) {
      if (carrier.reaches(to)) {
        sent = sent.recover(before -> carrier.carry(to, message));
      }
    }
    return sent.map(to);
  }
}
