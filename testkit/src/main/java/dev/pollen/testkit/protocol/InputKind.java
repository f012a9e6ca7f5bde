package dev.pollen.testkit.protocol;

/** What a conversation is like. */
public enum InputKind {
  /**
   * Follows the states, every frame complete and allowed, every command with the words that it
   * takes. A handler may still refuse what its annotations do not tell, such as the syntax of an
   * address.
   */
  VALID,
  /** A valid conversation in which one or a few things are wrong, each by little. */
  NEARLY_VALID,
  /** What nobody sends who means well: no ends, impossible lengths, noise, floods. */
  HOSTILE
}
