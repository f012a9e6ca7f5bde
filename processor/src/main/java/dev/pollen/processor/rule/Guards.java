package dev.pollen.processor.rule;

import dev.pollen.processor.bind.BoundHandler;
import dev.pollen.processor.bind.Protocol;
import dev.pollen.processor.model.EventMethod;
import java.util.List;

/**
 * In which states the methods of a handler are called, as far as their {@code @In} make sense.
 *
 * @param bound the handler
 */
record Guards(BoundHandler bound) {

  /** Tells whether a method is called in all states. */
  boolean areMissing(EventMethod method) {
    return method.qualifiers().guard().isEmpty()
        || !QualifierRules.isGuarded(method.event(), bound.handler().role());
  }

  /** The states in which a method is called; an {@code @In} that is wrong names none. */
  List<String> of(EventMethod method) {
    List<String> all = bound.protocol().stateNames();
    return areMissing(method)
        ? all
        : all.stream().filter(method.qualifiers().states()::contains).toList();
  }

  /** The states in which both methods are called. */
  List<String> shared(EventMethod one, EventMethod other) {
    return of(one).stream().filter(of(other)::contains).toList();
  }

  /** {@code in states 'A' and 'B'}, or nothing if there are no states. */
  static String suffix(List<String> states) {
    return states.equals(List.of(Protocol.NO_STATE)) ? "" : " in " + Texts.states(states);
  }
}
