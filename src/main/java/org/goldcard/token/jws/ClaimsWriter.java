package org.goldcard.token.jws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Writes the claims of one token, in the order given. For one thread. */
public final class ClaimsWriter {
  private static final JsonFactory JSON = new JsonFactory();

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
  private final JsonGenerator json;

  /** Starts an object. */
  public ClaimsWriter() {
    try {
      json = JSON.createGenerator(bytes);
      json.writeStartObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A text claim. */
  @CanIgnoreReturnValue
  public ClaimsWriter text(String name, String value) {
    return write(() -> json.writeStringField(name, value));
  }

  /** A whole number. */
  @CanIgnoreReturnValue
  public ClaimsWriter number(String name, long value) {
    return write(() -> json.writeNumberField(name, value));
  }

  /** A time in whole seconds since 1970. */
  @CanIgnoreReturnValue
  public ClaimsWriter time(String name, Instant value) {
    return number(name, value.getEpochSecond());
  }

  /** A claim that is true. */
  @CanIgnoreReturnValue
  public ClaimsWriter flag(String name) {
    return write(() -> json.writeBooleanField(name, true));
  }

  /** An object that is JSON already: one complete object in UTF-8, taken as it is. */
  @CanIgnoreReturnValue
  public ClaimsWriter object(String name, byte[] object) {
    return write(
        () -> {
          json.writeFieldName(name);
          json.writeRawValue(new String(object, StandardCharsets.UTF_8));
        });
  }

  /** Opens an object within; {@link #end} closes it. */
  @CanIgnoreReturnValue
  public ClaimsWriter open(String name) {
    return write(() -> json.writeObjectFieldStart(name));
  }

  /** Closes the object within. */
  @CanIgnoreReturnValue
  public ClaimsWriter end() {
    return write(json::writeEndObject);
  }

  /** The finished claims. */
  public byte[] json() {
    write(
        () -> {
          json.writeEndObject();
          json.close();
        });
    return bytes.toByteArray();
  }

  @CanIgnoreReturnValue
  private ClaimsWriter write(Step step) {
    try {
      step.run();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One piece of JSON. */
  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }
}
