package dev.pollen.processor.body;

import com.sun.source.tree.Tree;
import dev.pollen.processor.body.Part.Use;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parts of a file, and which of them use each other. */
final class SourceCode {
  private final Map<Tree, Part> parts;

  SourceCode(Map<Tree, Part> parts) {
    this.parts = parts;
  }

  /** A part, and whether only something that runs later uses it. */
  private record Step(Part part, boolean isLater) {}

  /** All parts. */
  Collection<Part> parts() {
    return parts.values();
  }

  /** The part that a tree is, if it is one of this file. */
  Optional<Part> part(@Nullable Tree tree) {
    return Optional.ofNullable(tree).map(parts::get);
  }

  /** A part and all that it uses: false for those that it runs itself, true for the others. */
  Map<Boolean, Set<Part>> reach(Part start) {
    Map<Boolean, Set<Part>> reached = new LinkedHashMap<>();
    Set<Step> seen = new HashSet<>();
    Deque<Step> steps = new ArrayDeque<>(List.of(new Step(start, false)));
    while (!steps.isEmpty()) {
      Step step = steps.remove();
      if (seen.add(step)) {
        reached.computeIfAbsent(step.isLater(), later -> new HashSet<>()).add(step.part());
        for (Use use : step.part().uses()) {
          find(use).forEach(used -> steps.add(new Step(used, step.isLater() || use.isLater())));
        }
      }
    }
    return reached;
  }

  private List<Part> find(Use use) {
    List<Part> meant = parts.values().stream().filter(part -> part.isMeant(use)).toList();
    List<Part> near = meant.stream().filter(part -> part.isIn(use.owners())).toList();
    return near.isEmpty() && use.orInherited() ? meant : near;
  }
}
