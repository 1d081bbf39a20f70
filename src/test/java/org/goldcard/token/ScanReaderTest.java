package org.goldcard.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.goldcard.card.TalentClass;
import org.goldcard.token.jws.Flaw;
import org.goldcard.token.jws.Reading;
import org.goldcard.token.jws.SignedText;
import org.junit.jupiter.api.Test;

class ScanReaderTest {
  private final TokenFixture fixture = new TokenFixture();

  private Reading<ScannedToken> online(SignedText token) {
    return fixture.reader.read(token, Network.ONLINE);
  }

  private Reading<ScannedToken> offline(SignedText token) {
    return fixture.reader.read(token, Network.OFFLINE);
  }

  private LiveCode code(int ahead) {
    return fixture
        .codes
        .ahead(TokenFixture.NUMBER, 4711, fixture.clock.instant(), ahead + 1)
        .get(ahead);
  }

  @Test
  void readsBackWhatALiveCodeSays() {
    LiveCode code = code(0);
    VerifiedLiveCode read = (VerifiedLiveCode) online(code.token()).token().orElseThrow();

    assertThat(read.cardNumber()).isEqualTo(TokenFixture.NUMBER);
    assertThat(read.index()).isEqualTo(4711);
    assertThat(read.kid()).isEqualTo("L01");
    assertThat(read.shownFrom()).isEqualTo(code.showFrom());
    assertThat(read.fetchedAt()).isEqualTo(fixture.clock.instant());
    assertThat(read.nonce()).matches("[A-Za-z0-9_-]{8}");
  }

  @Test
  void readsBackTheFetchOfTheLastCodeAhead() {
    Instant fetched = fixture.clock.instant();
    LiveCode last = code(LiveCodes.AHEAD_MAX - 1);
    fixture.clock.set(last.showFrom());

    VerifiedLiveCode read = (VerifiedLiveCode) online(last.token()).token().orElseThrow();
    assertThat(read.fetchedAt()).isEqualTo(fetched);
  }

  @Test
  void acceptsALiveCodeForSixtySecondsFromItsSlotOnline() {
    LiveCode code = code(2);
    Instant start = code.showFrom();

    fixture.clock.set(start.minusMillis(1));
    assertThat(online(code.token()).flaw()).contains(Flaw.TOO_EARLY);
    fixture.clock.set(start);
    assertThat(online(code.token()).isVerified()).isTrue();
    fixture.clock.set(start.plusSeconds(60).minusMillis(1));
    assertThat(online(code.token()).isVerified()).isTrue();
    fixture.clock.set(start.plusSeconds(60));
    assertThat(online(code.token()).flaw()).contains(Flaw.EXPIRED);
  }

  @Test
  void allowsAnOfflineScannerThirtySecondsEitherWay() {
    LiveCode code = code(2);
    Instant start = code.showFrom();

    fixture.clock.set(start.minusSeconds(30).minusMillis(1));
    assertThat(offline(code.token()).flaw()).contains(Flaw.TOO_EARLY);
    fixture.clock.set(start.minusSeconds(30));
    assertThat(offline(code.token()).isVerified()).isTrue();
    fixture.clock.set(start.plusSeconds(90).minusMillis(1));
    assertThat(offline(code.token()).isVerified()).isTrue();
    fixture.clock.set(start.plusSeconds(90));
    assertThat(offline(code.token()).flaw()).contains(Flaw.EXPIRED);
  }

  @Test
  void saysHowFarACodeFromTheFutureIsAhead() {
    LiveCode code = code(10);
    fixture.clock.set(code.showFrom().minusSeconds(290));

    Reading<ScannedToken> reading = online(code.token());
    assertThat(reading.flaw()).contains(Flaw.TOO_EARLY);
    assertThat(reading.flaw().orElseThrow().sort()).isEqualTo(Flaw.Sort.EARLY);
    assertThat(reading.ahead()).isEqualTo(Duration.ofSeconds(290));
  }

  @Test
  void readsBackWhatAPassSays() {
    SignedText pass = fixture.passes.sign(TokenFixture.card());
    VerifiedPass read = (VerifiedPass) online(pass).token().orElseThrow();

    assertThat(read.cardNumber()).isEqualTo(TokenFixture.NUMBER);
    assertThat(read.index()).isEqualTo(1_048_577);
    assertThat(read.talentClass()).isEqualTo(TalentClass.B);
    assertThat(read.issuedAt()).isEqualTo(fixture.clock.instant());
    assertThat(read.endsAt()).isEqualTo(Instant.parse("2031-11-23T16:00:00Z"));
    assertThat(read.id()).matches("[A-Za-z0-9_-]{22}");
  }

  @Test
  void refusesAPassFromTwentyFourHoursOfItsLastDay() {
    SignedText pass = fixture.passes.sign(TokenFixture.card());

    fixture.clock.set(Instant.parse("2031-11-23T15:59:59.999Z"));
    assertThat(online(pass).isVerified()).isTrue();
    fixture.clock.set(Instant.parse("2031-11-23T16:00:00Z"));
    assertThat(online(pass).flaw()).contains(Flaw.EXPIRED);
  }

  @Test
  void allowsAPassThirtySecondsBeforeItWasSigned() {
    Instant signed = fixture.clock.instant();
    SignedText pass = fixture.passes.sign(TokenFixture.card());

    fixture.clock.set(signed.minusSeconds(30));
    assertThat(online(pass).isVerified()).isTrue();
    fixture.clock.set(signed.minusSeconds(31));
    assertThat(online(pass).flaw()).contains(Flaw.TOO_EARLY);
  }

  @Test
  void keepsTheNameOfAPassThatIsSignedAgain() {
    SignedText one = fixture.passes.sign(TokenFixture.card());
    fixture.clock.move(Duration.ofDays(30));
    SignedText two = fixture.passes.sign(TokenFixture.card());

    VerifiedPass first = (VerifiedPass) online(one).token().orElseThrow();
    VerifiedPass second = (VerifiedPass) online(two).token().orElseThrow();
    assertThat(one).isNotEqualTo(two);
    assertThat(first.id()).isEqualTo(second.id());
  }
}
