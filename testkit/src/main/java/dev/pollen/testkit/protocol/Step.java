package dev.pollen.testkit.protocol;

import java.util.List;
import java.util.function.Function;

/** A valid frame, and how it came about. */
final class Step {
  private final State state;
  private final Intake intake;
  private final List<byte[]> words;
  private final Function<List<byte[]>, byte[]> encoder;
  private final byte[] body;
  private final Piece piece;

  /**
   * A frame.
   *
   * @param state the state that it is for
   * @param intake the method that it is for
   * @param words of a command, its words, the command first; none of other frames
   * @param encoder how words become the body of a frame
   * @param body the frame without what says where it ends
   * @param piece the frame
   */
  Step(
      State state,
      Intake intake,
      List<byte[]> words,
      Function<List<byte[]>, byte[]> encoder,
      byte[] body,
      Piece piece) {
    this.state = state;
    this.intake = intake;
    this.words = words;
    this.encoder = encoder;
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

  /** The body that it would have with other words. */
  byte[] bodyOf(List<byte[]> otherWords) {
    return encoder.apply(otherWords);
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
