package org.goldcard.web.api.codes;

import io.vertx.core.Future;
import org.goldcard.partners.Scope;
import org.goldcard.web.Answer;
import org.goldcard.web.ApiRoute;
import org.goldcard.web.Call;
import org.goldcard.web.Endpoint;

/** {@code GET /v1/cards/{number}/pass.png} and {@code pass.svg}: the pass as a QR code. */
public final class DrawPassRoute implements ApiRoute {
  private final CodeServices services;
  private final CodeServices.Drawing drawing;
  private final String suffix;
  private final String type;

  private DrawPassRoute(
      CodeServices services, CodeServices.Drawing drawing, String suffix, String type) {
    this.services = services;
    this.drawing = drawing;
    this.suffix = suffix;
    this.type = type;
  }

  /** As PNG. */
  public static DrawPassRoute png(CodeServices services) {
    return new DrawPassRoute(services, services.png(), "png", "image/png");
  }

  /** As SVG. */
  public static DrawPassRoute svg(CodeServices services) {
    return new DrawPassRoute(services, services.svg(), "svg", "image/svg+xml");
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/v1/cards/:number/pass." + suffix, Scope.CODES);
  }

  @Override
  public Future<Answer> answer(Call call) {
    return ActiveCard.of(
        call,
        services,
        card -> drawing.draw(services.pass().apply(card)).map(bytes -> Answer.of(type, bytes)));
  }
}
