package dev.pollen.testkit.protocol;

import java.util.List;

/** A valid frame, and how it came about. */
final class Step {
  private final State state;
  private final Intake intake;
  private final List<byte[]> words;
  private final byte[] body;
  private final Piece piece;

  /**
   * A frame.
   *
   * @param state the state that it is for
   * @param intake the method that it is for
   * @param words of a command, its words, the command first; none of other frames
   * @param body the frame without what says where it ends
   * @param piece the frame
   */
  Step(State state, Intake intake, List<byte[]> words, byte[] body, Piece piece) {
    this.state = state;
    this.intake = intake;
    this.words = words;
    this.body = body;
    this.piece = piece;
  }

  State state() {
    return state;
  }

  Intake intake() {
    return intake;
  }

  List<byte[]> words() {
    return words;
  }

  /** The bytes themselves: whoever changes them copies them first. */
  byte[] body() {
    return body;
  }

  Piece piece() {
    return piece;
  }

  Frame frame() {
    return state.frame();
  }
}
