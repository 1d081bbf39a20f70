package org.goldcard.venues.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.goldcard.policy.Policy;
import org.goldcard.policy.district.Districts;
import org.goldcard.policy.source.Source;
import org.goldcard.token.crypto.Base64Url;
import org.goldcard.token.crypto.Digests;
import org.goldcard.venues.VenueTree;
import org.goldcard.venues.VenuesReader;

/**
 * All venues as they are written: one JSON object each, its fields in order of their names, so that
 * two that say the same are the same text. What they say together is found whole or not by {@link
 * #tree}.
 *
 * @param provenance where the file's facts come from
 * @param venues the text of each venue by its identifier, in order of these
 */
public record VenueFile(String provenance, Map<String, String> venues) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  /** Puts the venues and the fields of each in order. */
  public VenueFile {
    Map<String, String> ordered = new TreeMap<>();
    venues.forEach((id, text) -> ordered.put(id, canonical(text)));
    venues = Collections.unmodifiableMap(ordered);
  }

  /**
   * Reads a file and checks it whole.
   *
   * @throws org.goldcard.policy.source.RefusedSource naming every mistake and its place
   */
  public static VenueFile read(Source source, Policy policy, Districts districts) {
    VenueTree whole = VenuesReader.read(source, policy, districts);
    JsonNode file = parsed(source.text());
    Map<String, String> venues = new TreeMap<>();
    for (JsonNode venue : file.path("venues")) {
      venues.put(venue.path("id").textValue(), venue.toString());
    }
    if (venues.size() != whole.all().size()) {
      throw new IllegalStateException("venues: not as many as were read");
    }
    return new VenueFile(file.path("provenance").asText(), venues);
  }

  /**
   * The venues, found whole.
   *
   * @throws org.goldcard.policy.source.RefusedSource naming every mistake and its place, as where a
   *     newer version of the program wrote what this one does not know
   */
  public VenueTree tree(Policy policy, Districts districts) {
    return VenuesReader.read(source("venues of record"), policy, districts);
  }

  /** The same as one data file. */
  public Source source(String name) {
    ObjectNode root = JsonNodeFactory.instance.objectNode().put("provenance", provenance);
    ArrayNode all = root.putArray("venues");
    venues.values().forEach(text -> all.add(parsed(text)));
    return new Source(name, root.toPrettyString());
  }

  /** What these venues hash to, all texts together; another venue or field, another digest. */
  public String digest() {
    String all = String.join("\n", venues.values());
    return Base64Url.encode(Digests.sha256(all.getBytes(StandardCharsets.UTF_8)));
  }

  private static String canonical(String text) {
    try {
      return JSON.writeValueAsString(JSON.readValue(text, Object.class));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("venues: not JSON");
    }
  }

  static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("venues: not JSON");
    }
  }
}
