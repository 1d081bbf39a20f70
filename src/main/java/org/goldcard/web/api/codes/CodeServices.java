package org.goldcard.web.api.codes;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.goldcard.card.Card;
import org.goldcard.issuing.CardRegistry;

/**
 * What the endpoints call that give out what a holder shows.
 *
 * @param cards the cards of record
 * @param pass the signed pass of a recorded card
 * @param codes signs live codes
 * @param png draws a text as a QR code, PNG
 * @param svg draws a text as a QR code, SVG
 * @param clock for the state of a card and the time of a fetch
 */
public record CodeServices(
    CardRegistry cards,
    Function<Card, String> pass,
    Codes codes,
    Drawing png,
    Drawing svg,
    InstantSource clock) {

  /** Signs live codes: no waiting, safe from any thread. */
  @FunctionalInterface
  public interface Codes {
    /** The code of the running slot and those that follow, {@code count} in all, in order. */
    List<ShownCode> sign(Card card, Instant fetchedAt, int count);
  }

  /** Draws a picture on a worker. */
  @FunctionalInterface
  public interface Drawing {
    /** The picture's bytes. */
    Future<Buffer> draw(String text);
  }

  /**
   * A live code and its times.
   *
   * @param code the text of the QR
   * @param shownFrom from when it is to be shown
   * @param shownUntil until when
   * @param acceptedUntil until when it is accepted
   */
  public record ShownCode(
      String code, Instant shownFrom, Instant shownUntil, Instant acceptedUntil) {}
}
