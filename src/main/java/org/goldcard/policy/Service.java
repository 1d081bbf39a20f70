package org.goldcard.policy;

import java.util.List;
import org.goldcard.policy.source.Wording;

/**
 * One of the 18 green-channel services, an article of chapter 2.
 *
 * @param code stable, such as {@code TOURISM_FITNESS}
 * @param article 4 to 21
 * @param name as the article begins
 * @param departments codes of the responsible departments, in the order of the text
 * @param cardNamedInArticle whether the article itself names the card; elsewhere article 25(1) does
 * @param items its benefits, at least one
 */
public record Service(
    String code,
    int article,
    Wording name,
    List<String> departments,
    boolean cardNamedInArticle,
    List<Item> items) {
  /** Copies the lists. */
  public Service {
    departments = List.copyOf(departments);
    items = List.copyOf(items);
  }
}
