package dev.pollen.processor.bind;

import dev.pollen.processor.model.Coder;
import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the input is cut into the pieces that an {@code @OnRead} method gets.
 *
 * @param frame where a frame ends, if there are frames
 * @param decoder what makes messages of the bytes, or of the frames
 * @param max how many bytes a decoder without frames may leave
 */
public record Cut(Optional<Frame> frame, Optional<Coder> decoder, int max) {
  private static final int DEFAULT_MAX = 65536;

  /** What makes the pieces. */
  public enum Style {
    /** Bytes as they arrive. */
    UNFRAMED,
    /** Whole frames. */
    FRAMES,
    /** Messages whose decoder knows where they end. */
    MESSAGES
  }

  /** How the input is cut for a method. */
  public static Cut of(EventMethod method) {
    return new Cut(
        method.qualifiers().frame(),
        method.decoder(),
        method.qualifiers().decode().map(decode -> decode.number("max")).orElse(DEFAULT_MAX));
  }

  /** What makes the pieces. */
  public Style style() {
    if (frame.isPresent()) {
      return Style.FRAMES;
    }
    return decoder.isPresent() ? Style.MESSAGES : Style.UNFRAMED;
  }

  /** Equal for those that cut in the same way. */
  public Object shape() {
    List<Object> shape = new ArrayList<>(List.of(style()));
    frame.ifPresent(each -> shape.add(each.shape()));
    decoder.ifPresent(each -> shape.addAll(List.of(each.packageName(), each.simpleNames())));
    if (style() == Style.MESSAGES) {
      shape.add(max);
    }
    return shape;
  }
}
