package org.goldcard.verifying.offline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;
import org.goldcard.card.TalentClass;
import org.goldcard.token.Network;
import org.goldcard.token.ScanReader;
import org.goldcard.token.jws.Issuer;
import org.goldcard.verifying.CodeReader;
import org.goldcard.verifying.Conclusion;
import org.goldcard.verifying.Judge;
import org.goldcard.verifying.Presented;
import org.goldcard.verifying.ResultCode;
import org.goldcard.verifying.Scan;
import org.goldcard.verifying.SiteRules;
import org.goldcard.verifying.Verification;
import org.jspecify.annotations.Nullable;

/**
 * The reference for whoever builds a scanner that works without a network: given bundle, code,
 * clock and last contact, it answers what the scanner must show. Pure: no I/O, no memory of its
 * own.
 *
 * <p>What it cannot know it does not claim. A live code names no class, so an item that is not for
 * all classes is not granted on one offline. The list tells refused from not refused and no reason.
 * Used codes are known to the scanner alone until it is back: it remembers nonces itself.
 */
public final class OfflineVerifier {
  /** What staff do once the list is older than green allows. */
  public static final SiteRules.Check REGISTER =
      new SiteRules.Check(
          "REGISTER_BY_HAND",
          new SiteRules.Phrase(
              ResultCode.LIST_STALE.zh(),
              "List not up to date – check the ID and register by hand"));

  private static final Pattern NUMBER = Pattern.compile("[0-9A-Za-z ]{5,22}");

  private final OfflineBundle bundle;
  private final CodeReader codes;

  /**
   * Judges by a bundle.
   *
   * @param issuer whose codes these are
   */
  public OfflineVerifier(OfflineBundle bundle, Issuer issuer) {
    this.bundle = bundle;
    this.codes = new CodeReader(new ScanReader(bundle::keys, issuer, bundle::issuedAt));
  }

  /**
   * What to show for a code.
   *
   * @param now the scanner's clock, set right by what its last heartbeat measured
   * @param lastContact when the service last said that the scanner's list is the current one; null
   *     when it has not since the bundle was made
   */
  public OfflineAnswer verify(Scan scan, Instant now, @Nullable Instant lastContact) {
    Duration age = age(now, lastContact);
    SiteRules rules = bundle.rules(now).orElse(null);
    if (rules != null && rules.freeForAll() && now.isBefore(bundle.expiresAt())) {
      return new Finding(rules, null, age, null).refused(ResultCode.FREE_FOR_ALL);
    }
    Presented presented = present(scan.code(), rules, now);
    Finding finding = new Finding(rules, presented, age, null);
    ResultCode code = presented.refusal();
    if (code == null) {
      code = judgeList(presented, rules, now, age);
    }
    if (code != null || rules == null) {
      return finding.refused(code == null ? ResultCode.LIST_STALE : code);
    }
    if (presented.kind() == Presented.Kind.PASS && !rules.staticPasses()) {
      return finding.refused(ResultCode.LIVE_CODE_REQUIRED);
    }
    SiteRules.Item item = choose(scan, rules);
    code = judgeItem(scan, item, now);
    return new Finding(rules, presented, age, item).answer(code, bundle.green());
  }

  private Duration age(Instant now, @Nullable Instant lastContact) {
    Instant asOf = bundle.list().asOf();
    boolean proven = lastContact != null && lastContact.isAfter(asOf) && !lastContact.isAfter(now);
    Duration age = Duration.between(proven ? lastContact : asOf, now);
    return age.isNegative() ? Duration.ZERO : age;
  }

  private Presented present(String code, @Nullable SiteRules rules, Instant now) {
    if (code.indexOf('.') < 0) {
      boolean number = NUMBER.matcher(code).matches();
      boolean taken = rules != null && rules.numberLookup();
      ResultCode typed = taken ? ResultCode.LOOKUP_UNAVAILABLE : ResultCode.LIVE_CODE_REQUIRED;
      return Presented.refused(number ? typed : ResultCode.BAD_CODE);
    }
    Presented presented = codes.readOffline(code, now);
    // A clock before the bundle was signed is wrong, whatever the code says.
    Duration ahead = Duration.between(now, bundle.issuedAt());
    boolean behind = ahead.compareTo(Network.OFFLINE.skew()) > 0;
    return behind && presented.refusal() != ResultCode.BAD_CODE
        ? Presented.skewed(ahead)
        : presented;
  }

  private @Nullable ResultCode judgeList(
      Presented presented, @Nullable SiteRules rules, Instant now, Duration age) {
    OfflineList list = bundle.list();
    int index = presented.index();
    if (list.holds(index) && list.refuses(index)) {
      return ResultCode.CARD_UNAVAILABLE;
    }
    boolean over = !now.isBefore(bundle.expiresAt()) || !list.holds(index) || rules == null;
    boolean closed =
        rules != null
            && rules.closedWhenStale()
            && bundle.form() != OfflineBundle.Form.FILE
            && age.compareTo(bundle.green()) > 0;
    return over || closed ? ResultCode.LIST_STALE : null;
  }

  /** The item asked for, else the first that is for every class, else the first. */
  private static SiteRules.@Nullable Item choose(Scan scan, SiteRules rules) {
    List<SiteRules.Item> items = rules.items();
    String wanted = scan.item();
    for (SiteRules.Item item : items) {
      if (wanted == null ? isForAll(item) : item.code().equals(wanted)) {
        return item;
      }
    }
    return wanted == null && !items.isEmpty() ? items.get(0) : null;
  }

  private static boolean isForAll(SiteRules.Item item) {
    return item.classes().containsAll(EnumSet.allOf(TalentClass.class));
  }

  private static ResultCode judgeItem(Scan scan, SiteRules.@Nullable Item item, Instant now) {
    if (item == null) {
      return ResultCode.VENUE_NOT_COVERED;
    }
    if (!isForAll(item)) {
      return ResultCode.CLASS_NOT_COVERED;
    }
    Scan.Ticket ticket = scan.ticket();
    if (item.ticketed() && ticket != null && !Judge.isForThisTrip(ticket, now)) {
      return ResultCode.TICKET_MISMATCH;
    }
    return scan.companions() > item.maxPersons() - 1
        ? ResultCode.TOO_MANY_COMPANIONS
        : ResultCode.VALID_OFFLINE;
  }

  /** What was found out about a scan. */
  private record Finding(
      @Nullable SiteRules rules,
      @Nullable Presented presented,
      Duration age,
      SiteRules.@Nullable Item item) {

    private OfflineAnswer refused(ResultCode code) {
      boolean closed = code == ResultCode.LIST_STALE && rules != null && rules.closedWhenStale();
      return build(code, closed ? ResultCode.Colour.RED : code.colour(), List.of());
    }

    private OfflineAnswer answer(ResultCode code, Duration green) {
      if (code != ResultCode.VALID_OFFLINE || item == null) {
        return refused(code);
      }
      boolean young = !green.isZero() && age.compareTo(green) <= 0;
      List<SiteRules.Check> checks = new ArrayList<>();
      if (!young) {
        checks.add(REGISTER);
      }
      checks.add(Conclusion.ASK_NAME);
      checks.addAll(item.checks());
      return build(code, young ? ResultCode.Colour.GREEN : ResultCode.Colour.AMBER, checks);
    }

    private OfflineAnswer build(
        ResultCode code, ResultCode.Colour colour, List<SiteRules.Check> checks) {
      boolean inside = code == ResultCode.VALID_OFFLINE && item != null;
      return new OfflineAnswer(
          code,
          admit(code, colour),
          colour,
          item,
          checks,
          inside && item != null ? item.maxPersons() : 0,
          age,
          presented == null ? null : presented.nonce(),
          presented == null ? null : presented.skew());
    }

    private Verification.Admit admit(ResultCode code, ResultCode.Colour colour) {
      if (code == ResultCode.FREE_FOR_ALL) {
        return Verification.Admit.YES;
      }
      boolean open = item != null && !item.ownIdRequired() && colour == ResultCode.Colour.GREEN;
      boolean valid = code == ResultCode.VALID_OFFLINE;
      return valid
          ? open ? Verification.Admit.YES : Verification.Admit.AFTER_CHECK
          : Verification.Admit.NO;
    }
  }
}
