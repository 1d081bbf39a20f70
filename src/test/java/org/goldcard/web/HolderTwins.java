package org.goldcard.web;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.goldcard.accounts.HolderCards;
import org.goldcard.accounts.People;
import org.goldcard.accounts.Person;
import org.goldcard.accounts.claim.ClaimCard;
import org.goldcard.accounts.claim.SendCodes;
import org.goldcard.accounts.message.Carrier;
import org.goldcard.accounts.message.Destination;
import org.goldcard.accounts.message.Message;
import org.goldcard.accounts.message.Post;
import org.goldcard.accounts.passcode.EnrolHolder;
import org.goldcard.accounts.passcode.SignIn;
import org.goldcard.accounts.session.HolderSessions;
import org.goldcard.card.Card;
import org.goldcard.card.CardNumber;
import org.goldcard.card.CardState;
import org.goldcard.card.TalentClass;
import org.goldcard.card.Validity;
import org.goldcard.card.talent.DocumentType;
import org.goldcard.card.talent.EmailAddress;
import org.goldcard.card.talent.IdentityDocument;
import org.goldcard.card.talent.PersonName;
import org.goldcard.card.talent.PhoneNumber;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.accounts.InMemoryClaimStore;
import org.goldcard.testkit.accounts.InMemoryHolders;
import org.goldcard.testkit.accounts.PlainPasscodes;
import org.goldcard.token.secret.FieldIndex;
import org.goldcard.web.holder.HolderServices;
import org.goldcard.web.holder.HolderServices.Holder;
import org.goldcard.web.pages.HolderPageRoute;

/** The talent's side over stores in memory, with one talent who has phone and e-mail. */
final class HolderTwins implements People, HolderCards, Carrier {
  static final Person TALENT =
      new Person(
          5,
          new PersonName("田𠮷"),
          List.of(new IdentityDocument(DocumentType.RIC, "371202190001040230")),
          new PhoneNumber("+8614000000005"),
          new EmailAddress("tian@example.org"),
          true);

  final InMemoryClaimStore store = new InMemoryClaimStore();
  final InMemoryHolders holders = new InMemoryHolders(store);
  final List<Message> sent = new ArrayList<>();
  final List<Destination> sentTo = new ArrayList<>();
  private final InstantSource clock;
  private final SendCodes sending;
  private final FieldIndex index = new FieldIndex(new byte[32]);
  private boolean issued;
  int codesEnded;

  HolderTwins(InstantSource clock) {
    this.clock = clock;
    this.sending =
        new SendCodes(
            store,
            this,
            new Post(List.of(this)),
            index,
            new Random(3),
            clock,
            new SimpleMeterRegistry());
  }

  List<ApiRoute> routes() {
    List<ApiRoute> all = new ArrayList<>(HolderPageRoute.all(false));
    all.addAll(services().routes());
    return all;
  }

  private HolderServices services() {
    Random random = new Random(9);
    ClaimCard claims = new ClaimCard(store, index, random, clock, () -> {});
    HolderSessions sessions = new HolderSessions(holders, random, clock);
    PlainPasscodes passcodes = new PlainPasscodes();
    return new HolderServices(
        claims,
        new EnrolHolder(claims, holders, passcodes, sessions, this),
        new SignIn(this, holders, passcodes, sessions, this, index, clock),
        sessions,
        talent -> Future.succeededFuture(Optional.of(new Holder("田𠮷", card()))),
        card -> new JsonArray().add(new JsonObject().put("code", "a.b.c")),
        JsonArray::new,
        clock);
  }

  private static Card card() {
    Validity term = new Validity(LocalDate.of(2026, 11, 23), LocalDate.of(2031, 11, 23));
    CardNumber number = CardNumber.random(new Random(1));
    return new Card(
        number, 5, TalentClass.C, term, CardState.ACTIVE, 1, 1, 2, java.time.Instant.EPOCH, null);
  }

  /** Sends what waits; the code of the last message. */
  String code() {
    Awaited.result(sending.sendWaiting());
    return sent.get(sent.size() - 1).code();
  }

  @Override
  public Future<List<Person>> withDocument(IdentityDocument document) {
    boolean known = TALENT.documents().contains(document);
    return Future.succeededFuture(known ? List.of(TALENT) : List.of());
  }

  @Override
  public Future<List<Person>> withPhone(PhoneNumber phone) {
    return Future.succeededFuture(phone.equals(TALENT.phone()) ? List.of(TALENT) : List.of());
  }

  @Override
  public Future<Boolean> issue(long talentId) {
    issued = true;
    return Future.succeededFuture(issued);
  }

  @Override
  public Future<Void> endCodes(long talentId) {
    codesEnded++;
    return Future.succeededFuture();
  }

  @Override
  public boolean reaches(Destination to) {
    return true;
  }

  @Override
  public Future<Void> carry(Destination to, Message message) {
    sent.add(message);
    sentTo.add(to);
    return Future.succeededFuture();
  }
}
