package org.goldcard.policy;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.goldcard.card.TalentClass;
import org.goldcard.policy.Policy.Rulebook;
import org.goldcard.policy.source.DatedName;
import org.goldcard.policy.source.Entry;
import org.goldcard.policy.source.Mistakes;
import org.goldcard.policy.source.Source;
import org.goldcard.policy.source.Wording;

/**
 * Reads the rulebook at start and refuses it unless it is whole: every mistake of the data file is
 * named with its place, all at once.
 */
public final class PolicyReader {
  private static final int FIRST_ARTICLE = 4;
  private static final int LAST_ARTICLE = 21;

  private final PolicyText text;
  private final Prompts prompts = new Prompts();
  private final Map<String, Department> departments = new LinkedHashMap<>();
  private final Set<Integer> articles = new HashSet<>();
  private final Set<String> codes = new HashSet<>();

  private PolicyReader(PolicyText text) {
    this.text = text;
  }

  /** Reads the product's own files from the class path. */
  public static Policy read() {
    return read(
        Source.onClassPath("policy/services.json"), Source.onClassPath("policy/jinan-2018-12.txt"));
  }

  /**
   * Reads a rulebook.
   *
   * @throws org.goldcard.policy.source.RefusedSource naming every mistake and its place
   */
  public static Policy read(Source services, Source document) {
    Mistakes mistakes = new Mistakes();
    PolicyText text = new PolicyText(document.text());
    for (int i = 1; i <= PolicyText.ARTICLES; i++) {
      if (text.article(i).isEmpty()) {
        mistakes.add(document.name(), "article " + i + " missing");
      }
    }
    Rulebook book = services.read(mistakes, new PolicyReader(text)::rulebook);
    mistakes.refuseIfAny();
    return new Policy(book, text);
  }

  private Rulebook rulebook(Entry root) {
    Wording number = root.wording("number");
    LocalDate date = root.date("date");
    if (date == null) {
      root.mistake("date", "missing");
    }
    root.remark("provenance");
    root.visit("departments", this::department);
    root.visit("checks", this::check);
    for (StaffCheck check : StaffCheck.values()) {
      if (!prompts.has(check)) {
        root.mistake("checks", "no prompt for " + check);
      }
    }
    List<Service> services = root.each("services", this::service);
    tiersOf(root, services);
    Wording open = root.wording("careTierOpen");
    LocalDate day = date == null ? LocalDate.EPOCH : date;
    return new Rulebook(number, day, departments, services, prompts, open);
  }

  private void department(Entry entry) {
    String code = entry.text("code");
    Department department = new Department(code, DatedName.readAll(entry));
    if (departments.put(code, department) != null) {
      entry.mistake("code", "twice: " + code);
    }
  }

  private void check(Entry entry) {
    StaffCheck code = entry.word("code", StaffCheck.class);
    Map<VenueType, Wording> elsewhere = new LinkedHashMap<>();
    if (entry.has("at")) {
      entry.visit("at", at -> wordingAt(at, "prompt", elsewhere));
    }
    if (!prompts.add(code, entry.wording("prompt"), elsewhere)) {
      entry.mistake("code", "twice");
    }
  }

  private static void wordingAt(Entry entry, String field, Map<VenueType, Wording> into) {
    VenueType type = entry.word("venueType", VenueType.class);
    if (into.put(type, entry.wording(field)) != null) {
      entry.mistake("venueType", "twice");
    }
  }

  private Service service(Entry entry) {
    String code = unique(entry);
    int article = entry.whole("article", FIRST_ARTICLE, LAST_ARTICLE);
    if (!articles.add(article)) {
      entry.mistake("article", "twice");
    }
    Wording name = entry.wording("name");
    String heading = "第" + PolicyText.numeral(article) + "条 " + name.zh() + "。";
    if (!text.article(article).orElse("").startsWith(heading)) {
      entry.mistake("nameZh", "not the heading of article " + article);
    }
    List<Item> items = entry.each("items", item -> item(item, code, article));
    if (items.isEmpty()) {
      entry.mistake("items", "none");
    }
    return new Service(
        code, article, name, responsible(entry), entry.flag("cardNamedInArticle"), items);
  }

  private List<String> responsible(Entry entry) {
    List<String> names = entry.texts("departments");
    if (names.isEmpty()) {
      entry.mistake("departments", "none");
    }
    for (int i = 0; i < names.size(); i++) {
      if (!departments.containsKey(names.get(i))) {
        entry.mistake("departments[" + i + "]", "unknown department " + names.get(i));
      }
    }
    return names;
  }

  private Item item(Entry entry, String service, int article) {
    String code = unique(entry);
    if (!code.startsWith(service + ".")) {
      entry.mistake("code", "not under its service");
    }
    Map<VenueType, Wording> grants = new LinkedHashMap<>();
    if (entry.has("grants")) {
      entry.visit("grants", g -> wordingAt(g, "text", grants));
    }
    Item item =
        new Item(
            code,
            article,
            entry.words("classes", TalentClass.class),
            entry.words("conditions", Condition.class),
            entry.word("mode", ServiceMode.class),
            entry.word("initiator", Initiator.class, Initiator.TALENT),
            entry.flag("cardScanned"),
            entry.words("venueTypes", VenueType.class),
            entry.words("staffChecks", StaffCheck.class),
            entry.each("beneficiaries", PolicyReader::beneficiary),
            new Wording(entry.text("quoteZh"), entry.text("benefitEn")),
            grants,
            entry.has("validYears") ? entry.one("validYears", PolicyReader::years) : null,
            entry.optionalFlag("multipleEntry"),
            entry.optionalWording("careTier"));
    ItemRules.check(item, text, entry);
    return item;
  }

  private static Beneficiary beneficiary(Entry entry) {
    Beneficiary.Kind kind = entry.word("kind", Beneficiary.Kind.class);
    return new Beneficiary(kind, entry.optionalWhole("max", 1, 99).orElse(null));
  }

  private static Item.Years years(Entry entry) {
    int min = entry.whole("min", 1, 99);
    return new Item.Years(min, entry.whole("max", min, 99));
  }

  /** Article 12 leaves no class without a tier and gives none two. */
  private static void tiersOf(Entry root, List<Service> services) {
    Map<TalentClass, Long> tiers =
        services.stream()
            .flatMap(s -> s.items().stream())
            .filter(i -> !i.careTier().isEmpty())
            .flatMap(i -> i.classes().stream())
            .collect(Collectors.groupingBy(c -> c, Collectors.counting()));
    for (TalentClass each : TalentClass.values()) {
      long count = tiers.getOrDefault(each, 0L);
      if (count != 1) {
        root.mistake("services", count + " care tiers for class " + each);
      }
    }
  }

  private String unique(Entry entry) {
    String code = entry.text("code");
    if (!code.isEmpty() && !codes.add(code)) {
      entry.mistake("code", "twice: " + code);
    }
    return code;
  }
}
