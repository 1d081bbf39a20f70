package org.goldcard.web.api.sandbox;

import java.time.Duration;
import java.util.regex.Pattern;
import org.goldcard.web.Call;
import org.goldcard.web.ProblemCode;
import org.goldcard.web.Refused;

/**
 * The header {@code Sandbox-Clock-Offset}: by how many seconds, up to a year either way, the clock
 * of the sandbox is ahead for one request. Outside the sandbox nobody reads it.
 */
public final class ClockOffset {
  private static final String HEADER = "Sandbox-Clock-Offset";
  private static final Pattern SECONDS = Pattern.compile("-?[0-9]{1,8}");
  private static final Duration MOST = Duration.ofDays(366);

  private ClockOffset() {}

  /** The offset a request asks for; none without the header. */
  public static Duration of(Call call) {
    String text = call.header(HEADER).orElse("0");
    if (!SECONDS.matcher(text).matches()) {
      throw Refused.at(ProblemCode.FIELD_VALUE, "header." + HEADER);
    }
    Duration offset = Duration.ofSeconds(Long.parseLong(text));
    if (offset.abs().compareTo(MOST) > 0) {
      throw Refused.at(ProblemCode.FIELD_VALUE, "header." + HEADER);
    }
    return offset;
  }
}
