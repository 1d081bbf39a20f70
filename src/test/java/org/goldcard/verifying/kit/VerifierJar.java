package org.goldcard.verifying.kit;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The verifier's jar as the build makes it, out of the same classes by the same patterns. */
public final class VerifierJar {
  private static final Path POM = Path.of("pom.xml");

  private VerifierJar() {}

  /** Packs it into a directory. */
  public static Path pack(Path directory) throws IOException {
    List<PathMatcher> in = patterns("include");
    List<PathMatcher> out = patterns("exclude");
    Path jar = directory.resolve("verifier.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file)) {
      for (Path root : List.of(classes(), Path.of("src/main/resources"))) {
        try (Stream<Path> all = Files.walk(root)) {
          for (Path path : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
            Path name = root.relativize(path);
            if (matches(in, name) && !matches(out, name) && !isDouble(root, name)) {
              entries.putNextEntry(new ZipEntry(name.toString()));
              Files.copy(path, entries);
            }
          }
        }
      }
    }
    return jar;
  }

  /** Resources lie beside the classes too where Maven put them there. */
  private static boolean isDouble(Path root, Path name) {
    return root.endsWith("resources") == name.toString().endsWith(".class");
  }

  /** Where a class comes from, as a class path names it. */
  public static Path home(Class<?> type) {
    try {
      URI place = type.getProtectionDomain().getCodeSource().getLocation().toURI();
      return Path.of(place);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path classes() {
    return home(GoldcardVerifier.class);
  }

  private static boolean matches(List<PathMatcher> patterns, Path name) {
    return patterns.stream().anyMatch(pattern -> pattern.matches(name));
  }

  private static List<PathMatcher> patterns(String element) throws IOException {
    NodeList executions = document().getElementsByTagName("execution");
    List<PathMatcher> patterns = new ArrayList<>();
    for (int i = 0; i < executions.getLength(); i++) {
      Element execution = (Element) executions.item(i);
      Node id = execution.getElementsByTagName("id").item(0);
      boolean own = id != null && id.getTextContent().equals("verifier");
      NodeList found = execution.getElementsByTagName(element);
      for (int j = 0; own && j < found.getLength(); j++) {
        String glob = "glob:" + found.item(j).getTextContent();
        patterns.add(FileSystems.getDefault().getPathMatcher(glob));
      }
    }
    return patterns;
  }

  private static Document document() throws IOException {
    try {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(POM.toFile());
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(e);
    }
  }
}
