package dev.pollen.testkit.planted.scenario;

/**
 * Holds what one channel is told against the life it must have: first that it is open, then what
 * happens, last its end, once (I-2, I-3); nothing but the end after it was closed (I-5), and
 * nothing inside anything else (I-1).
 */
final class Life {
  private final Witness witness;
  private Stage stage = Stage.NEW;
  private boolean running;

  private enum Stage {
    NEW,
    OPEN,
    LEFT,
    CLOSED
  }

  /** What a handler does when it is told something. */
  @FunctionalInterface
  interface Hook {
    void run() throws Exception;
  }

  Life(Witness witness) {
    this.witness = witness;
  }

  boolean isOpen() {
    return stage == Stage.OPEN;
  }

  boolean isClosed() {
    return stage == Stage.CLOSED;
  }

  /** It has closed itself, so that only its end may follow. */
  void leave() {
    if (stage == Stage.OPEN) {
      stage = Stage.LEFT;
    }
  }

  void opens(String event, Hook hook) throws Exception {
    witness.require(stage == Stage.NEW, event + " is told in stage " + stage);
    stage = Stage.OPEN;
    tell(event, hook);
  }

  void happens(String event, Hook hook) throws Exception {
    witness.require(stage == Stage.OPEN, event + " is told in stage " + stage);
    tell(event, hook);
  }

  /** Also told of what never has been open. */
  void fails(Hook hook) throws Exception {
    witness.require(
        stage == Stage.NEW || stage == Stage.OPEN, "a failure is told in stage " + stage);
    tell("a failure", hook);
  }

  void closes(Hook hook) throws Exception {
    witness.require(stage != Stage.CLOSED, "the end is told twice");
    stage = Stage.CLOSED;
    tell("the end", hook);
  }

  private void tell(String event, Hook hook) throws Exception {
    witness.require(!running, event + " is told inside another event");
    running = true;
    try {
      hook.run();
    } finally {
      running = false;
    }
  }
}
