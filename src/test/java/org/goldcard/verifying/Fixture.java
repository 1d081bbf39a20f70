package org.goldcard.verifying;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.goldcard.card.CardState;
import org.goldcard.card.StatusWord;
import org.goldcard.card.TalentClass;
import org.jspecify.annotations.Nullable;

/** A park with a card table that tests fill as they like. */
final class Fixture {
  static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");
  static final LocalDate LAST_DAY = LocalDate.of(2031, 11, 23);
  static final int CARD = 11;
  static final int PASS = 12;
  static final Scan.Scanner GUARD = new Scan.Scanner("gate-1", "park", "east", true);
  static final Scan.Scanner TURNSTILE = new Scan.Scanner("gate-2", "park", "west", false);
  static final ListState FRESH = new ListState(NOW, Duration.ofMillis(300), "postgresql", 100);

  final Map<Integer, StatusWord> table = new HashMap<>();
  Instant now = NOW;
  boolean freeForAll;
  boolean staticPasses;
  boolean numberLookup;
  boolean closedWhenStale;
  SiteRules.Visits visits = SiteRules.Visits.COUNTED;
  List<SiteRules.Item> items =
      List.of(item("FREE_ENTRY", EnumSet.allOf(TalentClass.class), 1, false));
  @Nullable ListState list = FRESH;

  Fixture() {
    card(CardState.ACTIVE, TalentClass.C, Instant.EPOCH);
    table.put(PASS, StatusWord.pass(false, TalentClass.C, LAST_DAY, CARD));
  }

  void card(CardState state, TalentClass talentClass, Instant notBefore) {
    table.put(CARD, StatusWord.card(state, talentClass, LAST_DAY, notBefore));
  }

  static SiteRules.Item item(
      String code, Set<TalentClass> classes, int maxPersons, boolean ticketed) {
    SiteRules.Phrase text = new SiteRules.Phrase("免购门票入园", "Free entrance");
    SiteRules.Check check =
        new SiteRules.Check("OWN_ID", new SiteRules.Phrase("核对本人身份证件", "Check the holder's ID"));
    return new SiteRules.Item(
        code,
        text,
        "济人才办发〔2018〕12号第二十条",
        classes,
        List.of(check),
        true,
        maxPersons,
        ticketed,
        "示例-001",
        null);
  }

  static Presented liveCode() {
    return Presented.liveCode(CARD, "nonce", NOW.getEpochSecond());
  }

  static Scan scan() {
    return new Scan("code", null, 0, null, null, "r-1", null, GUARD);
  }

  SiteRules rules() {
    return new SiteRules(
        "park",
        freeForAll,
        items,
        staticPasses,
        numberLookup,
        visits,
        Duration.ofSeconds(5),
        closedWhenStale);
  }

  Judgement judge(Scan scan, Presented presented) {
    Judge judge = new Judge(i -> table.getOrDefault(i, StatusWord.NONE), () -> now);
    return judge.judge(scan, rules(), presented, list);
  }

  ResultCode code(Scan scan, Presented presented) {
    return judge(scan, presented).code();
  }
}
