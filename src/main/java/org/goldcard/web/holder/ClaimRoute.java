package org.goldcard.web.holder;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.LocalDate;
import org.goldcard.accounts.Channel;
import org.goldcard.accounts.claim.ClaimCard;
import org.goldcard.accounts.claim.CodeLimits;
import org.goldcard.accounts.claim.Sought;
import org.goldcard.accounts.claim.Wish;
import org.goldcard.card.Validity;
import org.goldcard.card.talent.IdentityDocument;
import org.goldcard.card.talent.PersonName;
import org.goldcard.card.talent.PhoneNumber;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /card/api/claims}: whose card is claimed, by document and name; {@code POST
 * /card/api/recoveries}: who forgot the passcode, by registered phone and the tail of a document.
 * What comes back is the same whether anybody was found, and takes as long: nobody is looked for
 * before it was answered.
 */
final class ClaimRoute implements ApiRoute {
  private final HolderServices services;
  private final String path;
  private final Form form;

  private ClaimRoute(HolderServices services, String path, Form form) {
    this.services = services;
    this.path = path;
    this.form = form;
  }

  static ClaimRoute byDocument(HolderServices services) {
    return new ClaimRoute(services, "/card/api/claims", ClaimRoute::document);
  }

  static ClaimRoute byPhone(HolderServices services) {
    return new ClaimRoute(services, "/card/api/recoveries", (typed, today) -> phone(typed));
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.holder(HttpMethod.POST, path, Endpoint.Body.JSON);
  }

  @Override
  public Future<Answer> answer(Call call) {
    LocalDate today = Validity.dayOf(services.clock().instant());
    return call.json().read(fields -> open(call, new Typed(fields), today));
  }

  private Future<Answer> open(Call call, Typed typed, LocalDate today) {
    Sought sought = form.read(typed, today);
    typed.agreed(HolderServices.NOTICE);
    Wish wish =
        sought == null
            ? null
            : new Wish(sought, typed.way(), Channel.WEB, typed.language(), HolderServices.NOTICE);
    return wish == null || typed.isFlawed()
        ? Future.succeededFuture(typed.flawed())
        : services.claims().open(wish, call.caller()).map(ClaimRoute::said);
  }

  private static Answer said(ClaimCard.Opened opened) {
    return opened.delay().isZero()
        ? Cookies.withClaim(sent(), opened.handle(), CodeLimits.CLAIM)
        : Words.wait(opened.delay());
  }

  static Answer sent() {
    return Answer.json(
        200,
        Words.SENT
            .json()
            .put("againAfter", CodeLimits.GAP.toSeconds())
            .put("goodFor", CodeLimits.LIFE.toSeconds()));
  }

  private static @Nullable Sought document(Typed typed, LocalDate today) {
    IdentityDocument document = typed.document(today);
    PersonName name = typed.name();
    return document == null || name == null ? null : new Sought.ByDocument(document, name);
  }

  private static @Nullable Sought phone(Typed typed) {
    PhoneNumber phone = typed.phone();
    String tail = typed.tail();
    return phone == null || tail == null ? null : new Sought.ByPhone(phone, tail);
  }

  /** Reads whom a form looks for; null where it has flaws. */
  @FunctionalInterface
  private interface Form {
    @Nullable Sought read(Typed typed, LocalDate today);
  }
}
