package dev.pollen.testkit.protocol.subject;

/** Of a message. */
enum Mode {
  IDLE,
  BUSY,
  DONE
}
