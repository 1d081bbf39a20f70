package org.goldcard.qr;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What was read out of a picture: the text of its QR code, or why there is none. */
public final class PictureReading {
  private final @Nullable String text;
  private final PictureFlaw flaw;

  private PictureReading(@Nullable String text, PictureFlaw flaw) {
    this.text = text;
    this.flaw = flaw;
  }

  static PictureReading of(String text) {
    return new PictureReading(text, PictureFlaw.NO_QR_CODE);
  }

  static PictureReading none(PictureFlaw flaw) {
    return new PictureReading(null, flaw);
  }

  /** One of the two, as one result. */
  public <R> R fold(
      Function<? super String, ? extends R> onText,
      Function<? super PictureFlaw, ? extends R> onFlaw) {
    return text != null ? onText.apply(text) : onFlaw.apply(flaw);
  }
}
