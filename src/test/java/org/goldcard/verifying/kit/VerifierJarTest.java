package org.goldcard.verifying.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verifier's jar is whole, small, and needs jackson-core alone. */
class VerifierJarTest {
  private static final Path HOME = Path.of("src/main/resources/META-INF/goldcard-verifier");

  /** Annotations need not be there at run time. */
  private static final Set<String> ANNOTATIONS =
      Set.of("org.jspecify.annotations", "com.google.errorprone.annotations");

  @TempDir private static Path directory;
  private static Path jar = Path.of("");

  @BeforeAll
  static void pack() throws IOException {
    jar = VerifierJar.pack(directory);
  }

  private static boolean isThere(JavaClasses inside, Dependency dependency) {
    JavaClass target = dependency.getTargetClass().getBaseComponentType();
    String name = target.getPackageName();
    boolean plugged =
        name.startsWith("org.bouncycastle.")
            && dependency.getOriginClass().getName().contains(".BouncyCastleEngine");
    return inside.contain(target.getName())
        || target.isPrimitive()
        || name.startsWith("java.")
        || name.startsWith("com.fasterxml.jackson.core")
        || ANNOTATIONS.contains(name)
        || plugged;
  }

  @Test
  void needsNothingButTheJdkAndJacksonCore() throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      JavaClasses inside = new ClassFileImporter().importJar(file);
      List<String> missing =
          inside.stream()
              .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
              .filter(dependency -> !isThere(inside, dependency))
              .map(Dependency::getDescription)
              .toList();
      assertThat(missing).isEmpty();
      assertThat(inside).hasSizeGreaterThan(60);
      assertThat(file.stream().map(Object::toString))
          .contains("META-INF/goldcard-verifier/pom.xml", "META-INF/goldcard-verifier/README.md");
    }
    assertThat(Files.size(jar)).isLessThan(400 << 10);
  }

  @Test
  void itsOwnPomNamesTheVersionsOfThisBuild() throws IOException {
    String own = Files.readString(HOME.resolve("pom.xml"));
    String pom = Files.readString(Path.of("pom.xml"));
    assertThat(own)
        .contains("<version>" + between(pom, "<jackson.version>", "<") + "</version>")
        .contains("<version>" + between(pom, "<version>", "<") + "</version>");
    assertThat(between(own, "<dependencies>", "</dependencies>").split("<dependency>", -1))
        .hasSize(2);
  }

  private static String between(String text, String start, String end) {
    int from = text.indexOf(start) + start.length();
    return text.substring(from, text.indexOf(end, from));
  }

  @Test
  void judgesInAClassLoaderThatHasNothingElse() throws Exception {
    Path core = VerifierJar.home(JsonFactory.class);
    URL[] paths = {jar.toUri().toURL(), core.toUri().toURL()};
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    try (URLClassLoader alone = new URLClassLoader(paths, platform)) {
      for (String foreign : List.of("io.vertx.core.Vertx", "org.slf4j.Logger")) {
        assertThatThrownBy(() -> alone.loadClass(foreign))
            .isInstanceOf(ClassNotFoundException.class);
      }
      Class<?> type = alone.loadClass(GoldcardVerifier.class.getName());
      assertThat(type).isNotSameAs(GoldcardVerifier.class);
      assertThat(judged(type)).startsWith("Answer[result=LIST_STALE, admit=NO");
    }
  }

  private static String judged(Class<?> type) throws ReflectiveOperationException {
    byte[] none = "{\"keys\":[]}".getBytes(StandardCharsets.US_ASCII);
    InstantSource clock = InstantSource.fixed(Instant.EPOCH);
    Method open =
        type.getMethod(
            "withBundles", String.class, String.class, byte[].class, InstantSource.class);
    Object verifier = open.invoke(null, "https://card.example.cn", "gate-1", none, clock);
    String engine = (String) type.getMethod("engine").invoke(verifier);
    assertThat(engine).startsWith("JDK");
    return type.getMethod("verify", String.class).invoke(verifier, "a.b.c").toString();
  }

  @Test
  void leavesOutWhatSigns() throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      Set<String> names = file.stream().map(Object::toString).collect(Collectors.toSet());
      assertThat(names)
          .noneMatch(name -> name.contains("PassSigner") || name.contains("BundleTokens"))
          .noneMatch(name -> name.contains("KeyStore") || name.contains("PrivateKeyFile"));
    }
  }
}
