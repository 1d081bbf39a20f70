package org.goldcard.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The rules of the house for everything below one root package. The root is a parameter, so that
 * each rule can also be tried on violations planted elsewhere.
 */
final class HouseRules {
  static final List<String> ADAPTERS =
      List.of(
          "postgres", "redis", "web", "cli", "dev", "qr", "files", "config", "wechat", "messaging");

  static final List<String> FEATURES =
      List.of(
          "issuing",
          "status",
          "verifying",
          "venues",
          "partners",
          "records",
          "accounts",
          "withdrawal",
          "audit",
          "desk");

  static final List<String> FOUNDATIONS = List.of("token", "policy");

  private static final List<String> WORDS = List.of("card");

  private static final String KEYS_AND_SIGNATURES =
      "java\\.security\\.(Signature|Key|KeyFactory|KeyPair|KeyPairGenerator|KeyStore|PrivateKey"
          + "|PublicKey|Provider|Security|spec\\..*|interfaces\\..*)(\\$.*)?";

  private final String root;
  private final int filesPerPackage;

  HouseRules(String root, int filesPerPackage) {
    this.root = root;
    this.filesPerPackage = filesPerPackage;
  }

  /** Every rule under its name. */
  Map<String, ArchRule> all() {
    Map<String, ArchRule> rules = new LinkedHashMap<>();
    rules.put("direction", direction());
    rules.put("every class has a place", everyClassHasAPlace());
    rules.put("no cycles", noCycles());
    rules.put("features apart", apart(FEATURES));
    rules.put("adapters apart", apart(ADAPTERS));
    rules.put("foundations apart", apart(FOUNDATIONS));
    rules.put("judging without Vert.x", judgingWithoutVertx());
    rules.put("crypto only in token", cryptoOnlyInToken());
    rules.put("one clock", oneClock());
    rules.put("names", names());
    rules.put("serve never reaches dev", serveNeverReachesDev());
    rules.put("PostgreSQL", only("postgres", "io.vertx.pgclient..", "io.vertx.sqlclient.."));
    rules.put("Redis", only("redis", "io.vertx.redis.."));
    rules.put("ZXing", only("qr", "com.google.zxing.."));
    rules.put("picocli", only("cli", "picocli..", "me.tongfei.progressbar.."));
    rules.put("small packages", classes().should(Conditions.shareAPackage(filesPerPackage)));
    rules.put("packages say what they are", classes().should(Conditions.resideInAMarkedPackage()));
    return rules;
  }

  private ArchRule direction() {
    return layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("root")
        .definedBy(top())
        .layer("adapters")
        .definedBy(below(ADAPTERS))
        .layer("features")
        .definedBy(below(FEATURES))
        .layer("foundations")
        .definedBy(below(FOUNDATIONS))
        .layer("words")
        .definedBy(below(WORDS))
        .whereLayer("root")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("adapters")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("features")
        .mayOnlyBeAccessedByLayers("root", "adapters")
        .whereLayer("foundations")
        .mayOnlyBeAccessedByLayers("root", "adapters", "features");
  }

  /** The classes that start, and those that join. */
  private String[] top() {
    return new String[] {root, root + ".wiring.."};
  }

  /** A class outside the drawn packages would escape the direction. */
  private ArchRule everyClassHasAPlace() {
    List<String> names =
        Stream.of(ADAPTERS, FEATURES, FOUNDATIONS, WORDS).flatMap(List::stream).toList();
    String[] places =
        Stream.concat(Stream.of(top()), Stream.of(below(names))).toArray(String[]::new);
    return classes().should().resideInAnyPackage(places);
  }

  private ArchRule noCycles() {
    return slices().assignedFrom(Conditions.everyPackage()).should().beFreeOfCycles();
  }

  private ArchRule apart(List<String> names) {
    return slices()
        .assignedFrom(Conditions.namedBelow(root, names))
        .should()
        .notDependOnEachOther();
  }

  private ArchRule judgingWithoutVertx() {
    return noClasses()
        .that()
        .resideInAPackage(root + ".verifying..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.vertx..");
  }

  private ArchRule cryptoOnlyInToken() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(root + ".token..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "com.nimbusds..",
                    "org.bouncycastle..",
                    "com.amazon.corretto..",
                    "javax.crypto..")
                .or(nameMatching(KEYS_AND_SIGNATURES)));
  }

  private ArchRule oneClock() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(root, root + ".wiring..", root + ".dev..")
        .should(Conditions.readTheSystemClock());
  }

  private static ArchRule names() {
    return classes().should().haveNameNotMatching(".*(Util|Utils|Helper|Manager|Impl)");
  }

  /** App is what {@code serve} runs; the adapters beside dev are what it runs on. */
  private ArchRule serveNeverReachesDev() {
    return noClasses()
        .that()
        .haveFullyQualifiedName(root + ".App")
        .or()
        .resideInAnyPackage(root + ".web..", root + ".postgres..", root + ".redis..")
        .should()
        .transitivelyDependOnClassesThat()
        .resideInAPackage(root + ".dev..");
  }

  private ArchRule only(String adapter, String... packages) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(root + "." + adapter + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages);
  }

  private String[] below(List<String> names) {
    return names.stream().map(name -> root + "." + name + "..").toArray(String[]::new);
  }
}
