package dev.pollen.processor.model;

import java.util.Optional;

/** What a method can be annotated for, in the order of a connection's life. */
public enum Event {
  ACCEPT("OnAccept"),
  CONNECT("OnConnect"),
  READ("OnRead"),
  WRITE("OnWrite"),
  URGENT("OnUrgent"),
  CLOSE("OnClose"),
  ERROR("OnError"),
  READABLE("Readable"),
  WRITABLE("Writable");

  /** The package of the annotations. */
  public static final String ANNOTATIONS = "dev.pollen.annotation";

  private final String annotation;

  Event(String annotation) {
    this.annotation = annotation;
  }

  /** The annotation as a user writes it, {@code @OnRead}. */
  public String annotation() {
    return "@" + annotation;
  }

  /** The qualified name of the annotation. */
  public String annotationType() {
    return ANNOTATIONS + "." + annotation;
  }

  /** Tells whether this is a question that the loop asks, and no event. */
  public boolean isPredicate() {
    return this == READABLE || this == WRITABLE;
  }

  /** The event that a predicate switches on and off. */
  public Optional<Event> governed() {
    return switch (this) {
      case READABLE -> Optional.of(READ);
      case WRITABLE -> Optional.of(WRITE);
      default -> Optional.empty();
    };
  }

  /** Tells whether a channel of this role has this event at all. */
  public boolean firesOn(Role role) {
    return role == Role.CONNECTION || this == ACCEPT || this == CLOSE || this == ERROR;
  }
}
