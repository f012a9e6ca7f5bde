package dev.pollen.processor.body;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.Handler;
import dev.pollen.processor.model.StateFlow;
import dev.pollen.processor.model.StateFlow.Exits;
import dev.pollen.processor.model.States;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.DeclaredType;

/**
 * The bodies of methods, which only javac shows, and only to those whom it started itself.
 *
 * <p>Nothing but the file of the handler is read, also if more is compiled with it: what is found
 * must not depend on what else a build compiles anew. Names are compared as they are written; to
 * have them resolved would make the compiler look into bodies that use what is not generated yet.
 */
public final class MethodBodies {
  private final Trees trees;

  private MethodBodies(Trees trees) {
    this.trees = trees;
  }

  /** Finds them, if this compiler shows any. */
  public static Optional<MethodBodies> of(ProcessingEnvironment environment) {
    try {
      return Optional.of(new MethodBodies(Trees.instance(environment)));
    } catch (IllegalArgumentException | LinkageError anotherCompiler) {
      return Optional.empty();
    }
  }

  /** Finds out where a handler takes its connections, if it has states and its source is there. */
  public Optional<StateFlow> flow(Handler handler) {
    return handler.states().flatMap(states -> flow(handler, states));
  }

  private Optional<StateFlow> flow(Handler handler, States states) {
    TreePath path = trees.getPath(handler.type());
    if (path == null) {
      return Optional.empty();
    }
    CompilationUnitTree file = path.getCompilationUnit();
    SourceCode code = PartScanner.takeApart(file, new StateNames(states, handler.type(), file));
    Set<Part> reached = new HashSet<>();
    Map<ExecutableElement, Exits> exits = new LinkedHashMap<>();
    for (EventMethod method : handler.methods()) {
      code.part(trees.getTree(method.element()))
          .map(code::reach)
          .ifPresent(
              parts -> {
                parts.values().forEach(reached::addAll);
                exits.put(method.element(), exits(parts));
              });
    }
    Set<String> elsewhere = elsewhere(code, reached, states);
    if (handler.methods().stream().anyMatch(method -> takesAny(method, states))) {
      elsewhere.addAll(states.names());
    }
    return Optional.of(new StateFlow(exits, elsewhere));
  }

  /** Tells whether a method is told a state by the peer, as a word of a command is. */
  private static boolean takesAny(EventMethod method, States states) {
    return method.parameters().stream()
        .map(EventMethod.Parameter::type)
        .anyMatch(type -> type instanceof DeclaredType it && it.asElement().equals(states.type()));
  }

  private static Exits exits(Map<Boolean, Set<Part>> parts) {
    Set<Part> own = parts.getOrDefault(false, Set.of());
    Set<Part> others = parts.getOrDefault(true, Set.of());
    Set<String> now = new TreeSet<>();
    own.forEach(part -> now.addAll(part.now()));
    Set<String> later = new TreeSet<>();
    own.forEach(part -> later.addAll(part.later()));
    others.forEach(part -> later.addAll(part.now()));
    others.forEach(part -> later.addAll(part.later()));
    later.removeAll(now);
    return new Exits(now, later);
  }

  private static Set<String> elsewhere(SourceCode code, Set<Part> reached, States states) {
    Set<String> elsewhere = new TreeSet<>();
    for (Part part : code.parts()) {
      if (!reached.contains(part)) {
        elsewhere.addAll(part.now());
        elsewhere.addAll(part.later());
      }
      if (part.namesAny()) {
        elsewhere.addAll(states.names());
      }
    }
    return elsewhere;
  }
}
