package org.goldcard.web.api.offline;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Pattern;
import org.goldcard.verifying.Scan;
import org.goldcard.web.json.Fields;
import org.jspecify.annotations.Nullable;

/**
 * One scan that a scanner judged without a network.
 *
 * @param code what was read
 * @param scannedAt when, by the scanner's clock
 * @param item the benefit item; null for the venue's own choice
 * @param companions 0 to 99
 * @param requestId the scanner's name for the scan
 * @param decision what staff did
 * @param checks codes of what staff ticked
 */
record QueuedScan(
    String code,
    Instant scannedAt,
    @Nullable String item,
    int companions,
    String requestId,
    Decision decision,
    List<String> checks) {
  private static final Pattern CODE = Pattern.compile("(?s).{1,2048}");
  private static final Pattern ITEM = Pattern.compile("[A-Z0-9_]{1,40}(?:\\.[A-Z0-9_]{1,40})?");
  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

  /** RFC 3339 section 5.6, in capitals. */
  private static final Pattern MOMENT =
      Pattern.compile(
          "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])T(?:[01][0-9]|2[0-3]):[0-5][0-9]"
              + ":[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:0[0-9]|1[0-7]):[0-5][0-9])");

  private static final Pattern CHECKS = Pattern.compile("(?:[A-Z_]{1,40}(?:,[A-Z_]{1,40}){0,15})?");

  /** What staff did with whoever showed the code. */
  enum Decision {
    ADMITTED,
    REFUSED,
    REGISTERED_BY_HAND
  }

  static QueuedScan from(Fields fields) {
    String checks = fields.optionalText("checks", CHECKS).orElse("");
    return new QueuedScan(
        fields.text("code", CODE),
        moment(fields, "scannedAt"),
        fields.optionalText("item", ITEM).orElse(null),
        (int) fields.optionalWhole("companions", 0, 99).orElse(0),
        fields.text("requestId", REQUEST_ID),
        fields.oneOf("decision", Decision.class),
        checks.isEmpty() ? List.of() : List.of(checks.split(",", -1)));
  }

  static Instant moment(Fields fields, String name) {
    try {
      return OffsetDateTime.parse(fields.text(name, MOMENT)).toInstant();
    } catch (DateTimeException e) {
      throw fields.badValue(name);
    }
  }

  Scan by(Scan.Scanner scanner) {
    return new Scan(code, item, companions, null, null, requestId, null, scanner);
  }
}
