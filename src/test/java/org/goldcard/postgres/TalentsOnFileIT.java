package org.goldcard.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.goldcard.postgres.TestTalents.passport;
import static org.goldcard.postgres.TestTalents.permit;
import static org.goldcard.postgres.TestTalents.row;
import static org.goldcard.postgres.TestTalents.talent;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.goldcard.card.Card;
import org.goldcard.card.CardLife;
import org.goldcard.card.TalentClass;
import org.goldcard.card.talent.IdentityDocument;
import org.goldcard.card.talent.Recognition;
import org.goldcard.card.talent.Talent;
import org.goldcard.contract.CardStore;
import org.goldcard.issuing.RecognisedRow;
import org.goldcard.issuing.RecognitionRules;
import org.goldcard.issuing.TalentRegistry;
import org.goldcard.issuing.TalentRegistry.Entry;
import org.goldcard.issuing.TalentRegistry.OnFile;
import org.goldcard.issuing.TalentRegistry.Result;
import org.goldcard.postgres.talents.PostgresCardLookup;
import org.goldcard.postgres.talents.PostgresTalentRegistry;
import org.goldcard.testkit.Awaited;
import org.goldcard.testkit.TestServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class TalentsOnFileIT {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final RecognitionRules RULES = new RecognitionRules(CardStore.TERM);

  private static String url = "";
  private static PostgresStore store;
  private static TalentRegistry talents;
  private static PostgresCardLookup lookup;

  @BeforeAll
  static void open() {
    url = TestServers.freshDatabase(TalentsOnFileIT.class);
    store = new PostgresStore(url);
    talents =
        new PostgresTalentRegistry(
            store.database(), store.clock(), TestTalents.CIPHER, TestTalents.INDEX);
    lookup = new PostgresCardLookup(store.database(), TestTalents.CIPHER, TestTalents.INDEX);
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @Test
  void recordsAPersonAsGivenAndFindsThemByAnyDocument() {
    IdentityDocument passport = nextPassport();
    IdentityDocument permit = permit(NUMBER.incrementAndGet());
    Talent person = talent("欧阳若水", passport, permit);
    Entry entry = apply(row(1, person, TalentClass.B, "2026-03-02")).get(0);
    assertThat(entry.result()).isEqualTo(Result.NEW);
    long id = Objects.requireNonNull(entry.talentId());
    OnFile onFile = Awaited.result(talents.find(id)).orElseThrow();
    assertThat(onFile.talent()).isEqualTo(person);
    assertThat(onFile.standing().current().talentClass()).isEqualTo(TalentClass.B);
    assertThat(onFile.card()).isNull();
    assertThat(Awaited.result(talents.findByDocument(passport))).containsExactly(onFile);
    assertThat(Awaited.result(talents.findByDocument(permit))).containsExactly(onFile);
    assertThat(Awaited.result(talents.findByDocument(nextPassport()))).isEmpty();
  }

  @Test
  void numbersPhonesAndAddressesAreNowhereInTheClear() {
    IdentityDocument passport = nextPassport();
    Awaited.result(
        talents.apply(
            List.of(row(1, talent("李四", passport), TalentClass.C, "2026-03-02")),
            CardStore.wish(),
            RULES::decide));
    for (String table : List.of("talent", "talent_document", "audit_entry", "recognition")) {
      List<String> rows = TestServers.query(url, "select t::text from " + table + " t");
      assertThat(rows)
          .isNotEmpty()
          .noneMatch(r -> r.contains(passport.number()))
          .noneMatch(r -> r.contains(hex(passport.number())))
          .noneMatch(r -> r.contains("13900000000") || r.contains(hex("13900000000")))
          .noneMatch(r -> r.contains("someone@") || r.contains(hex("someone@")));
    }
  }

  @Test
  void theSameRowsTwiceChangeNothing() {
    RecognisedRow first = row(1, talent("王一", nextPassport()), TalentClass.C, "2026-03-02");
    RecognisedRow second = row(2, talent("王二", nextPassport()), TalentClass.D, "2026-03-02");
    List<Entry> once = apply(first, second);
    String before = fingerprint();
    List<Entry> again = apply(first, second);
    assertThat(again).extracting(Entry::result).containsOnly(Result.UNCHANGED);
    assertThat(again).extracting(Entry::talentId).isEqualTo(ids(once));
    assertThat(fingerprint()).isEqualTo(before);
  }

  @Test
  void aLaterRowOfABatchIsDecidedOnWhatTheEarlierMade() {
    IdentityDocument passport = nextPassport();
    IdentityDocument permit = permit(NUMBER.incrementAndGet());
    List<Entry> entries =
        apply(
            row(1, talent("赵六", passport), TalentClass.D, "2026-01-10"),
            row(2, talent("赵六", passport, permit), TalentClass.B, "2026-02-10"));
    assertThat(entries).extracting(Entry::result).containsExactly(Result.NEW, Result.UPGRADED);
    assertThat(ids(entries).get(0)).isPositive().isEqualTo(ids(entries).get(1));
    OnFile onFile = Awaited.result(talents.findByDocument(permit)).get(0);
    assertThat(onFile.standing().current().talentClass()).isEqualTo(TalentClass.B);
    assertThat(onFile.talent().documents()).containsExactly(passport, permit);
  }

  @Test
  void anUpgradeChangesTheCardInTheSameTransaction() {
    Talent person = talent("孙七", nextPassport());
    long id = ids(apply(row(1, person, TalentClass.C, "2026-01-10"))).get(0);
    Card before = store.card(store.issue(id).number());
    long seq = Awaited.result(store.log().head()).seq();
    assertThat(apply(row(1, person, TalentClass.A, "2026-05-10")))
        .extracting(Entry::result)
        .containsExactly(Result.UPGRADED);
    Card after = store.card(before.number());
    assertThat(after.talentClass()).isEqualTo(TalentClass.A);
    assertThat(after.version()).isEqualTo(2);
    assertThat(after.passIndex()).isNotEqualTo(before.passIndex());
    assertThat(Awaited.result(store.log().head()).seq()).isEqualTo(seq + 3);
    assertThat(Awaited.result(new PostgresStatusLog(store.database()).unlikeCards(10))).isEmpty();
  }

  @Test
  void aLowerClassWaitsForTheOldTermsEnd() {
    Talent person = talent("周八", nextPassport());
    long id = ids(apply(row(1, person, TalentClass.B, "2026-01-10"))).get(0);
    Card card = store.card(store.issue(id).number());
    assertThat(apply(row(1, person, TalentClass.D, "2026-05-10")))
        .extracting(Entry::result)
        .containsExactly(Result.LOWERED_LATER);
    OnFile onFile = Awaited.result(talents.find(id)).orElseThrow();
    assertThat(onFile.standing().current().talentClass()).isEqualTo(TalentClass.B);
    LocalDate from = card.validity().lastDay().plusDays(1);
    assertThat(onFile.standing().on(from).current().talentClass()).isEqualTo(TalentClass.D);
    assertThat(onFile.card()).isEqualTo(card);
  }

  @Test
  void aCorrectionReplacesTheRecognitionAndKeepsItsEvidence() {
    Talent person = talent("吴九", nextPassport());
    long id = ids(apply(row(1, person, TalentClass.B, "2026-01-10"))).get(0);
    Recognition right = new Recognition(TalentClass.C, LocalDate.of(2026, 1, 11), null);
    assertThat(apply(row(1, person, right, "原文件第3号录入有误")))
        .extracting(Entry::result)
        .containsExactly(Result.CORRECTED);
    assertThat(Awaited.result(talents.find(id)).orElseThrow().standing().current())
        .isEqualTo(right);
    assertThat(
            TestServers.query(
                url,
                "select class || coalesce(correction, '') || (replaced_at is null) from recognition"
                    + " where talent_id = "
                    + id
                    + " order by id"))
        .containsExactly("3false", "2原文件第3号录入有误true");
  }

  @Test
  void aPreviewSaysTheSameAndRecordsNothing() {
    RecognisedRow row = row(1, talent("郑十", nextPassport()), TalentClass.C, "2026-03-02");
    String before = fingerprint();
    Entry preview = Awaited.result(talents.preview(List.of(row), RULES::decide)).get(0);
    assertThat(preview.result()).isEqualTo(Result.NEW);
    assertThat(preview.talentId()).isNull();
    assertThat(fingerprint()).isEqualTo(before);
    assertThat(apply(row)).extracting(Entry::result).containsExactly(Result.NEW);
  }

  @Test
  void importsAtOnceRecordAPersonOnce() {
    List<RecognisedRow> rows =
        List.of(row(1, talent("冯一", nextPassport()), TalentClass.C, "2026-03-02"));
    List<Future<List<Entry>>> imports =
        List.of(
            talents.apply(rows, CardStore.wish(), RULES::decide),
            talents.apply(rows, CardStore.wish(), RULES::decide),
            talents.apply(rows, CardStore.wish(), RULES::decide));
    List<Entry> entries = imports.stream().map(i -> Awaited.result(i).get(0)).toList();
    assertThat(entries)
        .extracting(Entry::result)
        .containsExactlyInAnyOrder(Result.NEW, Result.UNCHANGED, Result.UNCHANGED);
    assertThat(ids(entries)).containsOnly(ids(entries).get(0));
  }

  @Test
  void findsACardByItsNumberAndByTheHoldersDocument() {
    IdentityDocument passport = nextPassport();
    long id = ids(apply(row(1, talent("陈二", passport), TalentClass.C, "2026-03-02"))).get(0);
    assertThat(byDocument(passport)).isEmpty();
    Card card = store.card(store.issue(id).number());
    assertThat(lookup.byNumber(card.number()).toCompletableFuture().join())
        .isEqualTo(OptionalInt.of(card.index()));
    assertThat(byDocument(passport)).hasValue(card.index());
    var display = lookup.display(card.index()).toCompletableFuture().join();
    assertThat(display).isNotNull();
    assertThat(display.maskedName()).isEqualTo("陈*");
    assertThat(display.documentTails()).containsExactly(passport.tail());
    Awaited.done(
        store
            .ledger()
            .changeStatus(
                card.number(), CardStore.wish(), c -> CardLife.close(c, store.clock().instant())));
    assertThat(byDocument(passport)).hasValue(card.index());
    store.clock().move(Duration.ofMinutes(1));
    Card next = store.card(store.issue(id).number());
    assertThat(byDocument(passport)).hasValue(next.index());
  }

  private static OptionalInt byDocument(IdentityDocument document) {
    return lookup.byDocument(document.number()).toCompletableFuture().join();
  }

  private static IdentityDocument nextPassport() {
    return passport(NUMBER.incrementAndGet());
  }

  private static List<Entry> apply(RecognisedRow... rows) {
    return Awaited.result(talents.apply(List.of(rows), CardStore.wish(), RULES::decide));
  }

  private static List<Long> ids(List<Entry> entries) {
    return entries.stream().map(Entry::talentId).toList();
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String fingerprint() {
    return TestServers.query(
            url,
            "select md5(string_agg(t::text, '|' order by t::text)) from (select t::text from talent t"
                + " union all select d::text from talent_document d"
                + " union all select r::text from recognition r"
                + " union all select a::text from audit_entry a) t")
        .toString();
  }
}
