package org.goldcard.web.api.verify;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.goldcard.card.CardNumber;
import org.goldcard.card.Text;
import org.goldcard.card.talent.IdentityDocument;
import org.goldcard.verifying.CardLookup;

/** A number typed at a venue where the code cannot be read: a card's, or a document's. */
final class TypedNumber {
  private static final Pattern CARD_LIKE = Pattern.compile("9[0-9]{15}");
  private static final Pattern DOCUMENT = Pattern.compile("(?=.*[0-9])[0-9A-Z]{5,18}");

  private final String text;
  private final Optional<CardNumber> card;

  private TypedNumber(String text, Optional<CardNumber> card) {
    this.text = text;
    this.card = card;
  }

  /** Reads what was typed; empty when it can be no number, as a card number mistyped by a digit. */
  static Optional<TypedNumber> read(String typed) {
    Optional<CardNumber> card = CardNumber.parse(Text.tidy(typed));
    String document = IdentityDocument.normalise(typed);
    boolean mistyped = card.isEmpty() && CARD_LIKE.matcher(document).matches();
    boolean possible = card.isPresent() || DOCUMENT.matcher(document).matches();
    return mistyped || !possible ? Optional.empty() : Optional.of(new TypedNumber(document, card));
  }

  /** Asks for the index of its card. */
  CompletionStage<OptionalInt> find(CardLookup lookup) {
    return card.map(lookup::byNumber).orElseGet(() -> lookup.byDocument(text));
  }
}
