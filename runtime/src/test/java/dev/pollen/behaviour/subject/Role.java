package dev.pollen.behaviour.subject;

/** What the dispatcher of a connection takes an interest in. */
public enum Role {
  /** All events but urgent data. */
  ATTENTIVE,
  /** The same, and it is asked before every wait. */
  ASKED,
  /** The same, and urgent data. */
  URGENT,
  /** All events but errors. */
  CARELESS,
  /** The end only. */
  SILENT,
  /** What arrives is sent back in capitals, as the value that the method returns. */
  REPLYING
}
