package org.goldcard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.goldcard.card.Actor;
import org.goldcard.card.Instruction;
import org.goldcard.card.TalentClass;
import org.goldcard.card.talent.DocumentType;
import org.goldcard.card.talent.EmailAddress;
import org.goldcard.card.talent.Employer;
import org.goldcard.card.talent.IdentityDocument;
import org.goldcard.card.talent.Introduction;
import org.goldcard.card.talent.Nationality;
import org.goldcard.card.talent.PersonName;
import org.goldcard.card.talent.PhoneNumber;
import org.goldcard.card.talent.Recognition;
import org.goldcard.card.talent.Standing;
import org.goldcard.card.talent.Talent;
import org.goldcard.card.talent.UnitLevel;
import org.goldcard.issuing.RecognisedRow;
import org.goldcard.issuing.RecognitionRules;
import org.goldcard.issuing.TalentRegistry;
import org.goldcard.issuing.TalentRegistry.Decision;
import org.goldcard.issuing.TalentRegistry.Entry;
import org.goldcard.issuing.TalentRegistry.Ground;
import org.goldcard.issuing.TalentRegistry.Note;
import org.goldcard.issuing.TalentRegistry.OnFile;
import org.goldcard.issuing.TalentRegistry.Result;
import org.goldcard.testkit.TalentLists;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every talent registry must do. Each test starts with an empty registry. */
public abstract class TalentRegistryContract {
  /** Who imports in these tests. */
  protected static final Instruction IMPORT =
      Instruction.of(new Actor(Actor.Kind.OPERATOR, "contract"), "list");

  private static final IdentityDocument PASSPORT =
      new IdentityDocument(DocumentType.PASSPORT, "X1234567");
  private static final IdentityDocument RESIDENT =
      new IdentityDocument(DocumentType.RIC, "370102190001010019");

  private final RecognitionRules rules = new RecognitionRules(Period.ofYears(5));

  /** The registry under test, empty. */
  protected abstract TalentRegistry registry();

  @Test
  void recordsEverythingARowSaysOfATalent() {
    RecognisedRow row = row(2, full(), recognition(TalentClass.B, "2020-03-01"));

    Entry entry = apply(row).get(0);

    assertThat(entry.result()).isEqualTo(Result.NEW);
    OnFile onFile = find(id(entry));
    assertThat(onFile.talent()).isEqualTo(full());
    assertThat(onFile.standing()).isEqualTo(Standing.of(row.recognition()));
    assertThat(onFile.withdrawn()).isFalse();
    assertThat(onFile.card()).isNull();
  }

  @Test
  void recordsATalentWithoutContactUnitOrIntroduction() {
    Talent bare =
        new Talent(
            new PersonName("张例"),
            List.of(RESIDENT),
            Nationality.CHINA,
            null,
            null,
            new Employer(null, UnitLevel.NONE, "3701GX"),
            new Introduction(false, null, false));

    Entry entry = apply(row(2, bare, recognition(TalentClass.D, "2020-03-01"))).get(0);

    assertThat(find(id(entry)).talent()).isEqualTo(bare);
  }

  @Test
  void findsATalentByEachOfTheirDocumentsAndByNoOther() {
    Entry entry = apply(row(2, full(), recognition(TalentClass.B, "2020-03-01"))).get(0);

    for (IdentityDocument document : full().documents()) {
      assertThat(byDocument(document)).extracting(OnFile::id).containsExactly(id(entry));
    }
    assertThat(byDocument(new IdentityDocument(DocumentType.PASSPORT, "X1234568"))).isEmpty();
    assertThat(byDocument(new IdentityDocument(DocumentType.RIC, "X1234567"))).isEmpty();
  }

  @Test
  void changesNothingWhenARowComesTwice() {
    RecognisedRow row = row(2, full(), recognition(TalentClass.B, "2020-03-01"));
    Entry first = apply(row).get(0);
    OnFile before = find(id(first));

    Entry second = apply(row).get(0);

    assertThat(second).isEqualTo(new Entry(2, Result.UNCHANGED, null, first.talentId()));
    assertThat(find(id(first))).isEqualTo(before);
  }

  @Test
  void keepsTheLowerRecognitionBesideTheOneInForce() {
    Entry first = apply(row(2, full(), recognition(TalentClass.B, "2025-03-01"))).get(0);
    Recognition lower = recognition(TalentClass.D, "2025-09-01");

    Entry second = apply(row(2, full(), lower)).get(0);

    assertThat(second.result()).isEqualTo(Result.LOWERED_LATER);
    Standing standing = find(id(first)).standing();
    assertThat(standing.current().talentClass()).isEqualTo(TalentClass.B);
    assertThat(standing.pending()).isEqualTo(new Standing.Pending(lower, LocalDate.of(2030, 3, 2)));
    assertThat(apply(row(2, full(), lower)).get(0).result()).isEqualTo(Result.UNCHANGED);
  }

  @Test
  void dropsThePendingRecognitionOnAnUpgradeAndOnACorrection() {
    Entry first = apply(row(2, full(), recognition(TalentClass.B, "2025-03-01"))).get(0);
    assertThat(apply(row(2, full(), recognition(TalentClass.D, "2025-09-01"))).get(0).result())
        .isEqualTo(Result.LOWERED_LATER);
    Recognition higher = recognition(TalentClass.A, "2025-10-01");

    assertThat(apply(row(2, full(), higher)).get(0).result()).isEqualTo(Result.UPGRADED);
    assertThat(find(id(first)).standing()).isEqualTo(Standing.of(higher));

    Recognition right = recognition(TalentClass.C, "2025-10-01");
    Entry corrected = apply(new RecognisedRow(2, full(), right, "示例更正依据1号")).get(0);
    assertThat(corrected.result()).isEqualTo(Result.CORRECTED);
    assertThat(find(id(first)).standing()).isEqualTo(Standing.of(right));
  }

  @Test
  void recordsNothingOfAConflict() {
    Entry first = apply(row(2, full(), recognition(TalentClass.B, "2020-03-01"))).get(0);
    Talent other = with(full(), new PersonName("SOMEONE ELSE"), full().documents());

    Entry second = apply(row(7, other, recognition(TalentClass.A, "2022-01-01"))).get(0);

    assertThat(second).isEqualTo(new Entry(7, Result.CONFLICT, Note.OTHER_NAME, null));
    assertThat(find(id(first)).talent()).isEqualTo(full());
  }

  @Test
  void addsDocumentsAndFindsTheTalentByThem() {
    Entry first = apply(row(2, full(), recognition(TalentClass.B, "2020-03-01"))).get(0);
    IdentityDocument renewed = new IdentityDocument(DocumentType.PASSPORT, "X7654321");
    Talent later = with(full(), full().name(), List.of(PASSPORT, renewed));

    Entry second = apply(row(2, later, recognition(TalentClass.B, "2020-03-01"))).get(0);

    assertThat(second.result()).isEqualTo(Result.UPDATED);
    assertThat(byDocument(renewed)).extracting(OnFile::id).containsExactly(id(first));
    assertThat(find(id(first)).talent().documents())
        .containsExactly(full().documents().get(0), PASSPORT, renewed);
  }

  @Test
  void givesEveryoneWhoSharesAPassportNumberOfTwoCountries() {
    Talent german = with(full(), full().name(), List.of(PASSPORT));
    Talent french =
        new Talent(
            new PersonName("MARTIN EXEMPLE"),
            List.of(PASSPORT),
            new Nationality("FR"),
            null,
            null,
            full().employer(),
            full().introduction());

    List<Entry> entries =
        apply(
            row(2, german, recognition(TalentClass.B, "2020-03-01")),
            row(3, french, recognition(TalentClass.B, "2020-03-01")));

    assertThat(entries).extracting(Entry::result).containsExactly(Result.NEW, Result.NEW);
    assertThat(byDocument(PASSPORT))
        .extracting(OnFile::id)
        .containsExactly(id(entries.get(0)), id(entries.get(1)));
  }

  @Test
  void showsALaterRowOfABatchWhatAnEarlierOneChanged() {
    IdentityDocument second = full().documents().get(0);
    Talent one = with(full(), full().name(), full().documents());
    Talent same = with(full(), full().name(), List.of(second));

    List<Entry> entries =
        apply(
            row(2, one, recognition(TalentClass.C, "2020-03-01")),
            row(3, same, recognition(TalentClass.B, "2021-03-01")));

    assertThat(entries).extracting(Entry::result).containsExactly(Result.NEW, Result.UPGRADED);
    assertThat(entries.get(1).talentId()).isEqualTo(entries.get(0).talentId());
  }

  @Test
  void previewsWithoutRecording() {
    RecognisedRow row = row(2, full(), recognition(TalentClass.B, "2020-03-01"));

    List<Entry> entries = await(registry().preview(List.of(row), this::decide));

    assertThat(entries).containsExactly(new Entry(2, Result.NEW, null, null));
    assertThat(byDocument(PASSPORT)).isEmpty();
  }

  @Test
  void recordsAWholeBatchInOrder() {
    List<RecognisedRow> rows = new TalentLists(20180919).recognised(500).toList();

    List<Entry> entries = await(registry().apply(rows, IMPORT, this::decide));

    assertThat(entries).extracting(Entry::line).containsExactlyElementsOf(lines(rows));
    assertThat(entries).allMatch(entry -> entry.result() == Result.NEW);
    for (int i = 0; i < rows.size(); i += 61) {
      assertThat(find(id(entries.get(i))).talent()).isEqualTo(rows.get(i).talent());
    }
    assertThat(await(registry().apply(rows, IMPORT, this::decide)))
        .allMatch(entry -> entry.result() == Result.UNCHANGED);
  }

  @Test
  void knowsNobodyByAnIdThatWasNeverGiven() {
    assertThat(await(registry().find(Long.MAX_VALUE))).isEmpty();
  }

  /** Decides by the rules of the house, on a fixed day so that no test grows old. */
  private Decision decide(RecognisedRow row, Ground ground) {
    return rules.decide(row, new Ground(ground.found(), Instant.parse("2026-01-15T04:00:00Z")));
  }

  private List<Entry> apply(RecognisedRow... rows) {
    return await(registry().apply(List.of(rows), IMPORT, this::decide));
  }

  private OnFile find(long id) {
    return await(registry().find(id)).orElseThrow();
  }

  private List<OnFile> byDocument(IdentityDocument document) {
    return await(registry().findByDocument(document));
  }

  private static Talent full() {
    return new Talent(
        new PersonName("EXAMPLE Jean-Luc O'Neill"),
        List.of(new IdentityDocument(DocumentType.FPR_NEW, "937840190001010016"), PASSPORT),
        new Nationality("DE"),
        new PhoneNumber("+4917139200001"),
        new EmailAddress("jean@example.org"),
        new Employer("示例研究院", UnitLevel.PROVINCIAL, "370112"),
        new Introduction(true, LocalDate.of(2019, 5, 1), true));
  }

  private static Talent with(Talent talent, PersonName name, List<IdentityDocument> documents) {
    return new Talent(
        name,
        documents,
        talent.nationality(),
        talent.phone(),
        talent.email(),
        talent.employer(),
        talent.introduction());
  }

  private static RecognisedRow row(int line, Talent talent, Recognition recognition) {
    return new RecognisedRow(line, talent, recognition, null);
  }

  private static Recognition recognition(TalentClass talentClass, String on) {
    return new Recognition(talentClass, LocalDate.parse(on), null);
  }

  private static List<Integer> lines(List<RecognisedRow> rows) {
    return rows.stream().map(RecognisedRow::line).toList();
  }

  private static long id(Entry entry) {
    @Nullable Long id = entry.talentId();
    assertThat(id).isNotNull();
    return id == null ? -1 : id;
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("the registry failed", e);
    }
  }
}
