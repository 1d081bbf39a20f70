package org.goldcard.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The house keeps every rule; and every rule reports the violation planted against it. */
class ArchitectureTest {
  private static final String PLANTED = "org.goldcard.architecture.planted";

  private static final HouseRules RULES = new HouseRules("org.goldcard", 15);
  private static final HouseRules ON_PLANTED = new HouseRules(PLANTED, 3);

  /** Rule, and the words by which its report names the planted class. */
  private static final Map<String, String> VIOLATIONS =
      Map.ofEntries(
          Map.entry("direction", "card.WordThatSigns"),
          Map.entry("every class has a place", "stray.NowhereDrawn"),
          Map.entry("no cycles", "token.two.SecondHalf"),
          Map.entry("features apart", "issuing.IssuingThatRevokes"),
          Map.entry("adapters apart", "web.RouteOnRedis"),
          Map.entry("foundations apart", "policy.SignedPolicy"),
          Map.entry("judging without Vert.x", "verifying.JudgeThatWaits"),
          Map.entry("crypto only in token", "issuing.IssuingThatRevokes"),
          Map.entry("one clock", "status.StatusOfToday"),
          Map.entry("names", "status.StatusUtils"),
          Map.entry("serve never reaches dev", "planted.App"),
          Map.entry("PostgreSQL", "web.RouteOnRedis"),
          Map.entry("Redis", "web.RouteOnRedis"),
          Map.entry("ZXing", "web.RouteOnRedis"),
          Map.entry("picocli", "web.RouteOnRedis"),
          Map.entry("small packages", "planted.status has 4"),
          Map.entry("packages say what they are", "status.StatusOfToday"));

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.goldcard");

  private static final JavaClasses PLANTS = new ClassFileImporter().importPackages(PLANTED);

  static Set<String> rules() {
    return RULES.all().keySet();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theHouseKeeps(String rule) {
    RULES.all().get(rule).check(HOUSE);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void reportsWhatIsPlantedAgainst(String rule) {
    EvaluationResult result = ON_PLANTED.all().get(rule).evaluate(PLANTS);
    assertThat(result.hasViolation()).isTrue();
    assertThat(result.getFailureReport().toString()).contains(VIOLATIONS.get(rule));
  }

  @Test
  void looksAtTheWholeHouse() {
    assertThat(HOUSE.size()).isGreaterThan(80);
    assertThat(HOUSE.contain("org.goldcard.Main")).isTrue();
  }
}
