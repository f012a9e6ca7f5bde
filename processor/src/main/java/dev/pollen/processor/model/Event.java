package dev.pollen.processor.model;

import java.util.Optional;

/** What a method can be annotated for, in the order of a channel's life. */
public enum Event {
  ACCEPT("OnAccept"),
  CONNECT("OnConnect"),
  READ("OnRead"),
  WRITE("OnWrite"),
  URGENT("OnUrgent"),
  DATAGRAM("OnDatagram"),
  IDLE("OnIdle"),
  EVERY("Every"),
  SHUTDOWN("OnShutdown"),
  EOF("OnEof"),
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

  /** Tells whether this fires at a time that is written in the annotation. */
  public boolean isTimed() {
    return this == IDLE || this == EVERY;
  }

  /** The name of the constant that the runtime has for this. */
  public String runtimeName() {
    return isTimed() ? "TIMER" : name();
  }

  /** Tells whether a channel of this role has this event at all. */
  public boolean firesOn(Role role) {
    return switch (this) {
      case EVERY, SHUTDOWN, CLOSE, ERROR -> true;
      case ACCEPT -> role != Role.DATAGRAMS;
      case WRITE -> role != Role.LISTENER;
      case DATAGRAM -> role == Role.DATAGRAMS;
      case CONNECT, READ, URGENT, IDLE, EOF, READABLE, WRITABLE -> role == Role.CONNECTION;
    };
  }
}
