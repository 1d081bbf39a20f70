package org.goldcard.postgres.subject;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.goldcard.partners.terms.AddressRange;
import org.goldcard.partners.terms.Quota;
import org.goldcard.partners.terms.Reach;
import org.goldcard.partners.terms.Terms;

/** How the terms of a client stand in the body of its subject; what is usual is left out. */
final class TermsJson {
  private static final String AREA = "area";
  private static final String SANDBOX = "sandbox";
  private static final String MINUTE = "perMinute";
  private static final String DAY = "perDay";
  private static final String ADDRESSES = "addresses";

  private TermsJson() {}

  static void write(JsonObject body, Terms terms) {
    if (terms.area()) {
      body.put(AREA, true);
    }
    if (terms.sandbox()) {
      body.put(SANDBOX, true);
    }
    if (terms.quota().perMinute() > 0) {
      body.put(MINUTE, terms.quota().perMinute());
    }
    if (terms.quota().perDay() > 0) {
      body.put(DAY, terms.quota().perDay());
    }
    if (!terms.isFromAnywhere()) {
      body.put(
          ADDRESSES, new JsonArray(terms.addresses().stream().map(AddressRange::text).toList()));
    }
  }

  /** An address range that cannot be read fails the reading: left out, it would open the door. */
  static Terms read(JsonObject body, Reach reach) {
    List<AddressRange> addresses =
        body.getJsonArray(ADDRESSES, new JsonArray()).stream()
            .map(text -> AddressRange.parse(String.valueOf(text)).orElseThrow())
            .toList();
    return new Terms(
        reach,
        body.getBoolean(AREA, false),
        body.getBoolean(SANDBOX, false),
        new Quota(body.getInteger(MINUTE, 0), body.getInteger(DAY, 0)),
        addresses);
  }
}
