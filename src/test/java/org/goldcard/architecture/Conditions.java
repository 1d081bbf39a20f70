package org.goldcard.architecture;

import com.google.errorprone.annotations.CheckReturnValue;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;

/** What the house asks of a class, where the library has no word for it. */
final class Conditions {
  private Conditions() {}

  /** Each package a slice of its own, subpackages too. */
  static SliceAssignment everyPackage() {
    return assignment("every package", JavaClass::getPackageName);
  }

  /**
   * Each of the named packages below a root a slice, with its subpackages; all else is left out.
   */
  static SliceAssignment namedBelow(String root, List<String> names) {
    return assignment("the packages " + names, c -> nameBelow(root, names, c.getPackageName()));
  }

  private static String nameBelow(String root, List<String> names, String packageName) {
    return names.stream()
        .filter(name -> (packageName + ".").startsWith(root + "." + name + "."))
        .findFirst()
        .orElse("");
  }

  private static SliceAssignment assignment(String words, Function<JavaClass, String> name) {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
        String slice = name.apply(javaClass);
        return slice.isEmpty() ? SliceIdentifier.ignore() : SliceIdentifier.of(slice);
      }

      @Override
      public String getDescription() {
        return words;
      }
    };
  }

  /**
   * Asks the machine for the time instead of the clock it was given; {@code nanoTime} is no time of
   * day.
   */
  static ArchCondition<JavaClass> readTheSystemClock() {
    return each(
        "read the system clock",
        c -> c.getAccessesFromSelf().stream().anyMatch(Conditions::readsTheSystemClock));
  }

  private static boolean readsTheSystemClock(JavaAccess<?> access) {
    if (!(access instanceof JavaCodeUnitAccess<?> call)) {
      return false;
    }
    String owner = call.getTargetOwner().getFullName();
    String name = call.getTarget().getName();
    boolean givenAClock =
        call.getTarget().getRawParameterTypes().stream()
            .anyMatch(
                type ->
                    Set.of("java.time.Clock", "java.time.InstantSource").contains(type.getName()));
    boolean nowOrSystem =
        name.equals("now") || name.startsWith("system") || name.startsWith("tick");
    return (owner.startsWith("java.time.") && nowOrSystem && !givenAClock)
        || (owner.equals("java.lang.System") && name.equals("currentTimeMillis"))
        || (owner.equals("java.util.Date")
            && call.getTarget().getRawParameterTypes().isEmpty()
            && name.equals("<init>"));
  }

  /** Lies in a package with one sentence, where nothing is null and no answer dropped. */
  static ArchCondition<JavaClass> resideInAMarkedPackage() {
    return each(
        "reside in a package that is @NullMarked and @CheckReturnValue",
        c ->
            c.getPackage().isAnnotatedWith(NullMarked.class)
                && c.getPackage().isAnnotatedWith(CheckReturnValue.class));
  }

  /** Shares its package with few others; counts source files, without package-info. */
  static ArchCondition<JavaClass> shareAPackage(int most) {
    Map<String, Set<String>> files = new TreeMap<>();
    return new ArchCondition<>("share a package of at most " + most + " files") {
      @Override
      public void init(Collection<JavaClass> all) {
        all.stream()
            .filter(c -> !c.getSimpleName().equals("package-info"))
            .forEach(
                c ->
                    files.computeIfAbsent(c.getPackageName(), p -> new TreeSet<>()).add(fileOf(c)));
      }

      @Override
      public void check(JavaClass item, ConditionEvents events) {
        int count = files.getOrDefault(item.getPackageName(), Set.of()).size();
        events.add(
            new SimpleConditionEvent(item, count <= most, item.getPackageName() + " has " + count));
      }
    };
  }

  private static String fileOf(JavaClass c) {
    return c.getSource().flatMap(source -> source.getFileName()).orElse(c.getSimpleName());
  }

  private static ArchCondition<JavaClass> each(String words, Predicate<JavaClass> holds) {
    return new ArchCondition<>(words) {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        boolean held = holds.test(item);
        String said = item.getName() + (held ? " does " : " does not ") + words;
        events.add(new SimpleConditionEvent(item, held, said));
      }
    };
  }
}
