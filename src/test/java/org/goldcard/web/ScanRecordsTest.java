package org.goldcard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.goldcard.card.Card;
import org.goldcard.card.TalentClass;
import org.goldcard.partners.Access;
import org.goldcard.partners.Scope;
import org.goldcard.records.ScanRecord;
import org.goldcard.records.ScanRecord.Flag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every verification leaves one record, and nothing in it tells who it was. */
class ScanRecordsTest {
  private final ApiUnderTest api = new ApiUnderTest();

  @AfterEach
  void stop() {
    api.close();
  }

  private JsonObject body(String code, String requestId) {
    return new JsonObject().put("code", code).put("requestId", requestId);
  }

  private List<ScanRecord> records() {
    return api.gate.spool.waiting();
  }

  @Test
  void aVisitIsRecordedWithPlaceItemFlagsAndAnonymousCard() {
    Card card = api.card(TalentClass.B);
    api.verify(api.scanner("south"), body(api.liveCode(card), "r1"));
    ScanRecord record = records().get(0);
    assertThat(record.verificationId()).isEqualTo("v-gate-south-r1");
    assertThat(record.scannedAt()).isEqualTo(api.clock.instant());
    assertThat(record.place()).isEqualTo(new ScanRecord.Place(Gate.VENUE, "south", "gate-south"));
    assertThat(record.result()).isEqualTo("VALID");
    assertThat(record.admit()).isEqualTo("AFTER_CHECK");
    assertThat(record.item()).isEqualTo("TOURISM_FITNESS.FREE_ENTRY");
    assertThat(record.shown()).isEqualTo(ScanRecord.Shown.LIVE_CODE);
    assertThat(record.flags()).containsExactly(Flag.VISIT);
    assertThat(record.age()).isEqualTo(Duration.ofMillis(412));
    assertThat(record.reference()).matches("[A-Za-z0-9_-]{22}");
    assertThat(record.toString())
        .doesNotContain(card.number().digits())
        .doesNotContain(Integer.toString(card.index()));
  }

  @Test
  void theSameCardHasTheSameReferenceAndAnotherAnother() {
    Card card = api.card(TalentClass.B);
    api.verify(api.scanner("south"), body(api.liveCode(card), "r1"));
    api.verify(api.scanner("south"), body(api.liveCode(card), "r2"));
    api.verify(api.scanner("south"), body(api.liveCode(api.card(TalentClass.A)), "r3"));
    List<String> references = records().stream().map(ScanRecord::reference).toList();
    assertThat(references.get(0)).isEqualTo(references.get(1)).isNotEqualTo(references.get(2));
  }

  @Test
  void aRefusalIsRecordedTooAndAConflictIsNone() {
    api.verify(api.scanner("south"), body("no code", "r1"));
    String code = api.liveCode(api.card(TalentClass.C));
    api.verify(api.scanner("south"), body(code, "r2"));
    api.verify(api.scanner("south"), body(api.liveCode(api.card(TalentClass.C)), "r2"));
    assertThat(records()).extracting(ScanRecord::result).containsExactly("BAD_CODE", "VALID");
    assertThat(records().get(0).reference()).isNull();
    assertThat(records().get(0).item()).isNull();
  }

  @Test
  void aRepetitionIsMarkedAndCountsNoVisit() {
    String code = api.liveCode(api.card(TalentClass.B));
    api.verify(api.scanner("south"), body(code, "r1"));
    api.gate.memoryIsShared = false;
    api.verify(api.scanner("south"), body(code, "r2"));
    assertThat(records().get(1).flags()).containsExactlyInAnyOrder(Flag.REPEAT, Flag.NODE_MEMORY);
  }

  @Test
  void aCodeShownAtAnotherVenueIsFlaggedWithTheFirstGateAndTime() {
    api.gate.alsoKnown = "lake";
    String code = api.liveCode(api.card(TalentClass.B));
    api.verify(api.scanner("south"), body(code, "r1"));
    api.clock.move(Duration.ofSeconds(20));
    String lake =
        api.bearer(new Access("gate-lake", Set.of(Scope.VERIFY), "lake", "pier", true, api.end()));
    Reply reply = api.verify(lake, body(code, "r1"));
    assertThat(reply.json().getString("result")).isEqualTo("CODE_USED");
    ScanRecord record = records().get(1);
    assertThat(record.flags()).contains(Flag.TWO_VENUES);
    assertThat(record.first())
        .isEqualTo(
            new ScanRecord.First(
                "v-gate-south-r1",
                Gate.VENUE,
                "south",
                api.clock.instant().minus(Duration.ofSeconds(20))));
    assertThat(api.meters.counter("goldcard.scans.two_venues").count()).isEqualTo(1);
  }

  @Test
  void anotherGateOfTheSameVenueIsNoConflictOfVenues() {
    String code = api.liveCode(api.card(TalentClass.B));
    api.verify(api.scanner("south"), body(code, "r1"));
    api.verify(api.scanner("north"), body(code, "r1"));
    assertThat(records().get(1).result()).isEqualTo("CODE_USED");
    assertThat(records().get(1).flags()).doesNotContain(Flag.TWO_VENUES);
    assertThat(records().get(1).first()).isNotNull();
  }

  @Test
  void aFullSpoolTurnsNobodyAway() {
    api.gate.spool.fill(true);
    Reply reply =
        api.verify(api.scanner("south"), body(api.liveCode(api.card(TalentClass.B)), "r1"));
    assertThat(reply.json().getString("result")).isEqualTo("VALID");
    assertThat(api.gate.records().lost()).isEqualTo(1);
  }
}
