package org.goldcard.policy;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.goldcard.card.TalentClass;
import org.goldcard.policy.source.Wording;

/** The rulebook as read and found whole by {@link PolicyReader}; immutable. */
public final class Policy {
  private final Rulebook book;
  private final PolicyText text;
  private final Map<String, Item> items = new LinkedHashMap<>();

  /**
   * What the data file says.
   *
   * @param number 济人才办发〔2018〕12号 and its English form
   * @param date the day of the document, which is the day it came into force (article 29)
   * @param departments by code
   * @param services the 18, by article
   * @param prompts what staff are told, by check and place
   * @param careTierOpen what a hospital shows while no care tier is recorded
   */
  record Rulebook(
      Wording number,
      LocalDate date,
      Map<String, Department> departments,
      List<Service> services,
      Prompts prompts,
      Wording careTierOpen) {
    Rulebook {
      departments = Collections.unmodifiableMap(new LinkedHashMap<>(departments));
      services = List.copyOf(services);
    }
  }

  Policy(Rulebook book, PolicyText text) {
    this.book = book;
    this.text = text;
    book.services().forEach(s -> s.items().forEach(i -> items.put(i.code(), i)));
  }

  /** The document's number. */
  public Wording number() {
    return book.number();
  }

  /** The day it was issued and came into force (article 29). */
  public LocalDate date() {
    return book.date();
  }

  /** The document, whole and by article. */
  public PolicyText text() {
    return text;
  }

  /** The 18 services in the order of their articles. */
  public List<Service> services() {
    return book.services();
  }

  /** The 32 items in the order of their articles. */
  public List<Item> items() {
    return List.copyOf(items.values());
  }

  /** An item by its code. */
  public Optional<Item> item(String code) {
    return Optional.ofNullable(items.get(code));
  }

  /** Items a class may use or apply for at such a place. */
  public List<Item> usableAt(VenueType type, TalentClass talentClass) {
    return items.values().stream()
        .filter(i -> i.usableAt(type) && i.entitles(talentClass))
        .toList();
  }

  /** Those of the 12 scanned items for which the card is scanned at such a place. */
  public List<Item> scannedAt(VenueType type) {
    return items.values().stream().filter(i -> i.scannedAt(type)).toList();
  }

  /** What staff at such a place must still check after a good scan, in order. */
  public List<Check> checks(Item item, VenueType type) {
    return item.checks().stream()
        .filter(c -> !c.doneByScan())
        .map(c -> new Check(c, book.prompts().at(c, type)))
        .toList();
  }

  /**
   * What is granted at such a place, in words for the gate. Empty where the item is not scanned.
   */
  public Optional<Wording> grant(Item item, VenueType type) {
    return Optional.ofNullable(item.grants().get(type));
  }

  /** 济人才办发〔2018〕12号第二十条. */
  public Wording legalBasis(Item item) {
    return new Wording(
        book.number().zh() + "第" + PolicyText.numeral(item.article()) + "条",
        book.number().en() + ", Article " + item.article());
  }

  /** The care tier of a class (article 12): 一类 for A and B, 二类 for C and D. */
  public Wording careTier(TalentClass talentClass) {
    return items.values().stream()
        .filter(i -> !i.careTier().isEmpty() && i.entitles(talentClass))
        .map(Item::careTier)
        .findFirst()
        .orElseThrow();
  }

  /**
   * What a hospital reads about care: the tier only once its enrolment is recorded, never the
   * class.
   */
  public Wording careTierText(TalentClass talentClass, boolean enrolmentRecorded) {
    if (!enrolmentRecorded) {
      return book.careTierOpen();
    }
    Wording tier = careTier(talentClass);
    return new Wording("保健待遇：" + tier.zh(), "Health-care tier: " + tier.en());
  }

  /** The departments in the order of the data file. */
  public List<Department> departments() {
    return List.copyOf(book.departments().values());
  }

  /** A department by its code. */
  public Optional<Department> department(String code) {
    return Optional.ofNullable(book.departments().get(code));
  }
}
