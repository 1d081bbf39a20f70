package org.goldcard.wiring.holder;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.time.LocalDate;
import org.goldcard.card.Validity;
import org.goldcard.policy.district.District;
import org.goldcard.policy.district.Districts;
import org.goldcard.policy.district.ServiceWindow;
import org.goldcard.policy.source.Wording;

/** The districts with their windows, as the talent's pages show them. */
final class Windows {
  private final Districts districts;
  private final InstantSource clock;

  Windows(Districts districts, InstantSource clock) {
    this.districts = districts;
    this.clock = clock;
  }

  JsonArray shown() {
    LocalDate today = Validity.dayOf(clock.instant());
    JsonArray all = new JsonArray();
    for (District district : districts.on(today)) {
      districts
          .window(district.code(), today)
          .map(window -> json(district, window, today))
          .ifPresent(all::add);
    }
    return all;
  }

  private static JsonObject json(District district, ServiceWindow window, LocalDate today) {
    return new JsonObject()
        .put("district", district.code())
        .put("name", both(district.nameOn(today)))
        .put("window", both(window.name()))
        .put("address", both(window.address()))
        .put("hours", both(window.hours()))
        .put("phone", window.phone());
  }

  private static JsonObject both(Wording wording) {
    return new JsonObject().put("zh", wording.zh()).put("en", wording.en());
  }
}
