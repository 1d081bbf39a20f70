package org.goldcard.web.api.verify;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.goldcard.partners.Access;
import org.goldcard.partners.place.Place;
import org.goldcard.verifying.Scan;
import org.goldcard.web.Call;
import org.goldcard.web.ProblemCode;
import org.goldcard.web.Refused;
import org.goldcard.web.json.Fields;
import org.jspecify.annotations.Nullable;

/**
 * What a scanner sends.
 *
 * @param code what was read or typed, 1 to 2048 characters
 * @param item the benefit item; null for the venue's own choice
 * @param companions 0 to 99
 * @param documentTail the last four characters an ID reader read
 * @param ticket the ticket shown
 * @param requestId the scanner's name for the request, 1 to 64 characters
 * @param minRev the revision the answer must not be older than
 * @param receipt whether the answer shall come with a signed receipt
 * @param venue where it is, of a client that scans in an area; null where the credential says it
 * @param checkpoint the entrance or desk there; null where the credential says it
 */
record ScanBody(
    String code,
    @Nullable String item,
    int companions,
    @Nullable String documentTail,
    Scan.@Nullable Ticket ticket,
    String requestId,
    @Nullable Long minRev,
    boolean receipt,
    @Nullable String venue,
    @Nullable String checkpoint) {
  private static final int LONGEST_CODE = 2048;
  private static final Pattern ITEM = Pattern.compile("[A-Z0-9_]{1,40}(?:\\.[A-Z0-9_]{1,40})?");
  private static final Pattern TAIL = Pattern.compile("[0-9A-Za-z]{4}");
  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
  private static final Pattern SERVICE = Pattern.compile("[A-Za-z0-9]{2,10}");
  private static final Pattern PLACE = Pattern.compile("[\\x21-\\x7e]{1,64}");

  /** RFC 3339 section 5.6, in capitals. */
  private static final Pattern MOMENT =
      Pattern.compile(
          "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])T(?:[01][0-9]|2[0-3]):[0-5][0-9]"
              + ":[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:0[0-9]|1[0-7]):[0-5][0-9])");

  static ScanBody from(Fields fields) {
    OptionalLong minRev = fields.optionalWhole("minRev", 0, Fields.MOST_EXACT);
    return new ScanBody(
        fields.text("code", LONGEST_CODE),
        fields.optionalText("item", ITEM).orElse(null),
        (int) fields.optionalWhole("companions", 0, 99).orElse(0),
        fields.optionalText("documentTail", TAIL).orElse(null),
        fields.optionalObject("ticket", ScanBody::ticket).orElse(null),
        fields.text("requestId", REQUEST_ID),
        minRev.isPresent() ? minRev.getAsLong() : null,
        fields.flag("receipt"),
        fields.optionalText("venue", PLACE).orElse(null),
        fields.optionalText("checkpoint", PLACE).orElse(null));
  }

  private static Scan.Ticket ticket(Fields fields) {
    String service = fields.text("service", SERVICE);
    String scheduledAt = fields.text("scheduledAt", MOMENT);
    return new Scan.Ticket(service, moment(scheduledAt, fields), fields.flag("delayed"));
  }

  private static Instant moment(String text, Fields fields) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw fields.badValue("scheduledAt");
    }
  }

  /**
   * The scan at the place of the caller, or the one it names.
   *
   * @param at where in the request this stands, such as {@code $.}
   * @throws Refused where the caller may not scan there, or not for that item
   */
  Scan by(Call call, String at) {
    Access access = call.access();
    Place place = call.place(venue, checkpoint, at);
    if (item != null && place.items() != null && !place.items().contains(item)) {
      throw Refused.at(ProblemCode.SCOPE_MISSING, at + "item");
    }
    Scan.Scanner scanner =
        new Scan.Scanner(
            access.clientId(), place.venue(), place.checkpoint(), place.attended(), place.items());
    return new Scan(code, item, companions, documentTail, ticket, requestId, minRev, scanner);
  }
}
