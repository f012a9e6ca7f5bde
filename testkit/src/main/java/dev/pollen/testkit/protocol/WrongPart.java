package dev.pollen.testkit.protocol;

import java.util.Optional;

/** Components of records that no codec takes, though they look like some. */
final class WrongPart {
  private static final byte NO_FLAG = 2;

  private WrongPart() {}

  /** One of a form; nothing if all bytes are right there. */
  static Optional<byte[]> of(Form form, Choices choices) {
    if (form instanceof Form.Flag) {
      return Optional.of(new byte[] {NO_FLAG});
    } else if (form instanceof Form.Constant constant) {
      return number(constant.count(), constant.width(), constant.little());
    } else if (form instanceof Form.Octets octets) {
      return of(octets.size(), choices);
    } else if (form instanceof Form.Text text) {
      return of(text.size(), choices);
    }
    return form instanceof Form.Many many ? of(many.count(), choices) : Optional.empty();
  }

  /** A number that is too great, and something of what it announces. */
  private static Optional<byte[]> of(Form.Size size, Choices choices) {
    return size instanceof Form.Size.Prefixed prefixed
        ? number(prefixed.max() + 1L, prefixed.width(), prefixed.little())
            .map(number -> Bytes.joined(number, choices.bytes(choices.upTo(9))))
        : Optional.empty();
  }

  private static Optional<byte[]> number(long number, int width, boolean little) {
    return number >> (Byte.SIZE * width) == 0
        ? Optional.of(Bytes.number(number, width, little))
        : Optional.empty();
  }
}
