package org.goldcard.verifying.offline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** One verifier from its beginning, step by step. */
record KitCase(ArrayNode steps, UnaryOperator<String> names) {
  KitCase load(Instant at, String text, String outcome, String reason) {
    return take(at, "load", text, outcome, reason);
  }

  KitCase bring(Instant at, String text, String outcome, String reason) {
    return take(at, "import", text, outcome, reason);
  }

  private KitCase take(Instant at, String how, String text, String outcome, String reason) {
    ObjectNode step = steps.addObject().put("at", at.toString()).put(how, names.apply(text));
    step.put("outcome", outcome).put("reason", outcome.equals("TAKEN") ? "" : reason);
    return this;
  }

  KitCase verify(Instant at, String code, String result, String colour) {
    ObjectNode step = steps.addObject().put("at", at.toString()).put("verify", code);
    step.put("result", result).put("colour", colour);
    step.put("admit", result.equals("VALID_OFFLINE") ? "AFTER_CHECK" : "NO");
    return this;
  }

  KitCase companions(Instant at, String code, int companions, String result) {
    verify(at, code, result, "RED");
    ((ObjectNode) steps.get(steps.size() - 1)).put("companions", companions);
    return this;
  }

  KitCase refused(String code) {
    return verify(OfflineWorld.NOW, code, "CARD_UNAVAILABLE", "RED");
  }

  KitCase bad(String code) {
    return verify(OfflineWorld.NOW, code, "BAD_CODE", "RED");
  }
}
