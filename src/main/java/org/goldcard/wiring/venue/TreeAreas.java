package org.goldcard.wiring.venue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.goldcard.partners.place.Areas;
import org.goldcard.policy.VenueType;
import org.goldcard.venues.Checkpoint;
import org.goldcard.venues.Venue;
import org.goldcard.venues.VenueTree;

/**
 * The venue tree in the words of partner systems, prepared once for each tree. Safe from any
 * thread.
 */
public final class TreeAreas implements Areas {
  private final Supplier<VenueTree> tree;
  private volatile Prepared prepared;

  /** Of the tree that counts at each question. */
  public TreeAreas(Supplier<VenueTree> tree) {
    this.tree = tree;
    this.prepared = new Prepared(tree.get());
  }

  private Prepared now() {
    VenueTree counts = tree.get();
    Prepared known = prepared;
    if (known.tree != counts) {
      known = new Prepared(counts);
      prepared = known;
    }
    return known;
  }

  @Override
  public Optional<VenueType> typeOf(String venue) {
    return Optional.ofNullable(now().types.get(venue));
  }

  @Override
  public boolean isWithin(String venue, String area) {
    return now().around.getOrDefault(venue, Set.of()).contains(area);
  }

  @Override
  public Optional<Point> point(String checkpoint) {
    return Optional.ofNullable(now().points.get(checkpoint));
  }

  private static final class Prepared {
    private final VenueTree tree;
    private final Map<String, VenueType> types = new HashMap<>();
    private final Map<String, Set<String>> around = new HashMap<>();
    private final Map<String, Point> points = new HashMap<>();

    private Prepared(VenueTree tree) {
      this.tree = tree;
      for (Venue venue : tree.all()) {
        types.put(venue.id(), venue.type());
        Set<String> path = new HashSet<>();
        tree.pathToRoot(venue.id()).forEach(area -> path.add(area.id()));
        around.put(venue.id(), path);
        for (Checkpoint checkpoint : venue.checkpoints()) {
          points.put(checkpoint.id(), new Point(venue.id(), checkpoint.attended()));
        }
      }
    }
  }
}
