package dev.pollen.processor.body;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A method, a field or an initializer of a file, and what it does with states. */
final class Part {
  /** What its name is for. */
  enum Kind {
    METHOD,
    FIELD,
    INITIALIZER
  }

  /**
   * A method or field that a part uses.
   *
   * @param kind which of them
   * @param name its name
   * @param owners the classes that may declare it
   * @param orInherited whether another class may, too
   * @param arguments how many arguments a call has, if that is known
   * @param isLater whether only a lambda or a class inside the part uses it
   */
  record Use(
      Kind kind,
      String name,
      List<String> owners,
      boolean orInherited,
      Optional<Integer> arguments,
      boolean isLater) {}

  private final Kind kind;
  private final String name;
  private final String owner;
  private final Optional<Integer> parameters;
  private final Set<String> now = new LinkedHashSet<>();
  private final Set<String> later = new LinkedHashSet<>();
  private final List<Use> uses = new ArrayList<>();
  private boolean namesAny;

  /**
   * A part that does nothing yet.
   *
   * @param owner the class that declares it
   * @param parameters how many parameters a method has; nothing if it takes any number
   */
  Part(Kind kind, String name, String owner, Optional<Integer> parameters) {
    this.kind = kind;
    this.name = name;
    this.owner = owner;
    this.parameters = parameters;
  }

  void mention(String state, boolean isLater) {
    (isLater ? later : now).add(state);
  }

  void use(Use use) {
    uses.add(use);
  }

  void nameAny() {
    namesAny = true;
  }

  /** The states that it mentions, and the end if it closes the connection. */
  Set<String> now() {
    return now;
  }

  /** The same of lambdas and classes inside it. */
  Set<String> later() {
    return later;
  }

  /** What it uses. */
  List<Use> uses() {
    return uses;
  }

  /** Tells whether it may come upon any state, as from a number. */
  boolean namesAny() {
    return namesAny;
  }

  /** Tells whether somebody may mean this part. */
  boolean isMeant(Use use) {
    return kind == use.kind()
        && name.equals(use.name())
        && (parameters.isEmpty()
            || use.arguments().isEmpty()
            || parameters.equals(use.arguments()));
  }

  /** Tells whether one of these classes declares it. */
  boolean isIn(List<String> owners) {
    return owners.contains(owner);
  }
}
