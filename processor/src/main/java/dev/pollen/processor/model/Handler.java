package dev.pollen.processor.model;

import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * A class whose methods are called when something happens on a channel.
 *
 * @param type the class
 * @param annotation its {@code @Handler}, if it has one
 * @param role the kind of channel it is for
 * @param dispatcher the class to write
 * @param states the states of its connections, if it has any
 * @param methods its event methods: its own in source order, then inherited ones, nearest first
 * @param overrides its methods that override an event method
 * @param others its methods that are no event methods
 */
public record Handler(
    TypeElement type,
    Optional<AnnotationMirror> annotation,
    Role role,
    DispatcherName dispatcher,
    Optional<States> states,
    List<EventMethod> methods,
    List<Overriding> overrides,
    List<ExecutableElement> others) {

  /**
   * A method that overrides an event method.
   *
   * @param element the overriding method
   * @param base the overridden one
   * @param event the event of the overridden one
   */
  public record Overriding(ExecutableElement element, ExecutableElement base, Event event) {}

  /** The methods for one event; unless it is a timed one, more than one is wrong. */
  public List<EventMethod> methods(Event event) {
    return methods.stream().filter(method -> method.event() == event).toList();
  }

  /** Tells whether the handler has this event. */
  public boolean has(Event event) {
    return !methods(event).isEmpty();
  }

  /** The method that makes this handler a listener. */
  public Optional<EventMethod> accepting() {
    return methods(Event.ACCEPT).stream()
        .filter(method -> method.result().makesListener())
        .findFirst();
  }
}
