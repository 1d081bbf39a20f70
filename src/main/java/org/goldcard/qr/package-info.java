/** Draws QR codes as PNG, SVG and terminal text, and reads them out of pictures. */
@NullMarked
@CheckReturnValue
package org.goldcard.qr;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
