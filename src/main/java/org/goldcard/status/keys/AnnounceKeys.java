package org.goldcard.status.keys;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.goldcard.card.Instruction;
import org.goldcard.card.SubjectWord.State;
import org.goldcard.status.StatusChange.Kind;
import org.goldcard.status.subject.Subject;
import org.goldcard.status.subject.SubjectLedger;
import org.goldcard.status.subject.SubjectLedger.Wish;
import org.goldcard.token.keys.KeyState;
import org.goldcard.token.keys.PublicKeyRecord;
import org.goldcard.token.notice.KeyNotices;

/**
 * Tells running nodes of the keys in a key directory: new ones, those that sign now, those
 * withdrawn. States only go forward; telling again what was told changes nothing. Safe from any
 * thread.
 */
public final class AnnounceKeys {
  /** The member of a key's body that holds its notice. */
  static final String NOTICE = "notice";

  private final SubjectLedger ledger;
  private final KeyNotices notices;

  /** Announces in a ledger, by notices signed here. */
  public AnnounceKeys(SubjectLedger ledger, KeyNotices notices) {
    this.ledger = ledger;
    this.notices = notices;
  }

  /** Tells of keys, one after the other; answers the sequence number of the last change. */
  public Future<Long> announce(List<PublicKeyRecord> records, Instruction by) {
    Future<Long> last = Future.succeededFuture(0L);
    for (PublicKeyRecord record : records) {
      last = last.compose(rev -> ledger.change(Kind.KEY, record.kid(), by, b -> wish(b, record)));
    }
    return last;
  }

  private Optional<Wish> wish(Optional<Subject> before, PublicKeyRecord record) {
    boolean withdrawn = record.state() == KeyState.WITHDRAWN;
    Optional<PublicKeyRecord> told =
        before.flatMap(subject -> notices.read(AnnounceKeys.notice(subject)));
    boolean further = told.isEmpty() || record.state().compareTo(told.get().state()) > 0;
    if (!further && !(withdrawn && before.get().word().isActive())) {
      return Optional.empty();
    }
    // A withdrawal counts without a notice; the one there was says which key it is.
    String body =
        withdrawn && before.isPresent()
            ? before.get().body()
            : new JsonObject().put(NOTICE, notices.write(record)).encode();
    return Optional.of(
        new Wish(
            withdrawn ? "key.withdraw" : "key.announce",
            withdrawn ? State.WITHDRAWN : State.ACTIVE,
            body,
            false));
  }

  /** The notice in the body of a key. */
  static String notice(Subject subject) {
    return new JsonObject(subject.body()).getString(NOTICE, "");
  }
}
