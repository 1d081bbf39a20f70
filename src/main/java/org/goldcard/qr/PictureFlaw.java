package org.goldcard.qr;

/** Why nothing was read out of a picture. */
public enum PictureFlaw {
  /** The file is not there or may not be read. */
  UNREADABLE,
  /** Neither a PNG nor a JPEG picture. */
  NOT_A_PICTURE,
  /** More bytes or pixels than are looked at. */
  TOO_LARGE,
  /** A picture that ends early or contradicts itself. */
  DAMAGED,
  /** No QR code was found in it. */
  NO_QR_CODE
}
