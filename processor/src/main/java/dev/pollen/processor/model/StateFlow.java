package dev.pollen.processor.model;

import java.util.Map;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;

/**
 * Where the code of a handler takes a connection, as far as its source shows.
 *
 * @param exits what each event method does whose body can be read
 * @param elsewhere the names of the states that other code mentions: it may be called from anywhere
 */
public record StateFlow(Map<ExecutableElement, Exits> exits, Set<String> elsewhere) {

  /** Stands for the end of the connection among the states. */
  public static final String END = "[*]";

  /**
   * The ways out of a state that a method knows.
   *
   * @param now the names of the states that it mentions, and {@link #END} if it closes
   * @param later those that only code mentions which it leaves behind, as a lambda
   */
  public record Exits(Set<String> now, Set<String> later) {
    /** For a method that takes a connection nowhere. */
    public static final Exits NONE = new Exits(Set.of(), Set.of());
  }

  /** What a method does; nothing, if its body is somewhere else. */
  public Exits of(EventMethod method) {
    return exits.getOrDefault(method.element(), Exits.NONE);
  }
}
