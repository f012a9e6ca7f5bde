package dev.pollen.testkit.protocol;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Makes records that their codecs take, or nearly. */
final class RecordBytes {
  /** How often it is tried to make one that is not too long. */
  private static final int TRIES = 8;

  private static final int FEW = 3;

  /** How many parts are passed over at most before one is spoiled. */
  private static final int PASSED_OVER = 12;

  private static final int NONE_SPOILED = -1;

  private final Protocol protocol;
  private final Choices choices;

  /** How long the parts are that may be long: shorter with each try. */
  private int generosity;

  /** How many parts that can be wrong come before the one that is to be; negative for none. */
  private int untilSpoiled = NONE_SPOILED;

  /** The part that is wrong. */
  private String spoiled = "";

  RecordBytes(Protocol protocol, Choices choices) {
    this.protocol = protocol;
    this.choices = choices;
  }

  /** One of at most this many bytes, if that can be and all its parts are known. */
  Optional<byte[]> make(String record, int most) {
    if (!isKnown(protocol.record(record))) {
      return Optional.empty();
    }
    int spoiledAt = untilSpoiled;
    for (generosity = TRIES; generosity >= 0; generosity--) {
      untilSpoiled = spoiledAt;
      spoiled = "";
      byte[] bytes = record(protocol.record(record));
      if (bytes.length <= most) {
        return Optional.of(bytes);
      }
    }
    return Optional.empty();
  }

  /** One with one part that its codec does not take, if such a part is found. */
  Optional<byte[]> makeSpoiled(String record, int most) {
    untilSpoiled = choices.upTo(PASSED_OVER);
    Optional<byte[]> bytes = make(record, most);
    untilSpoiled = NONE_SPOILED;
    return bytes.filter(made -> !spoiled.isEmpty());
  }

  /** The part of the last one that was spoiled. */
  String spoiledPart() {
    return spoiled;
  }

  private boolean isKnown(RecordLayout layout) {
    return layout.components().stream()
        .map(RecordLayout.Component::form)
        .allMatch(
            form ->
                !(form instanceof Form.Unknown)
                    && !(form instanceof Form.Many many && many.element() instanceof Form.Unknown)
                    && form.nested().map(protocol::record).map(this::isKnown).orElse(true));
  }

  private byte[] record(RecordLayout layout) {
    return Bytes.joined(layout.components().stream().map(this::component).toArray(byte[][]::new));
  }

  private byte[] component(RecordLayout.Component component) {
    Optional<byte[]> wrong =
        untilSpoiled < 0 ? Optional.empty() : WrongPart.of(component.form(), choices);
    if (wrong.isPresent() && untilSpoiled-- == 0) {
      spoiled = component.name();
      return wrong.get();
    }
    return bytes(component.form());
  }

  private byte[] bytes(Form form) {
    if (form instanceof Form.Numeral number) {
      return Bytes.number(number(number), number.width(), number.little());
    } else if (form instanceof Form.Floating floating) {
      return choices.bytes(floating.width());
    } else if (form instanceof Form.Flag) {
      return new byte[] {(byte) choices.upTo(1)};
    } else if (form instanceof Form.Constant constant) {
      return Bytes.number(
          choices.number(0, constant.count() - 1L), constant.width(), constant.little());
    } else if (form instanceof Form.Octets octets) {
      return sized(octets.size(), Optional.empty());
    } else if (form instanceof Form.Text text) {
      return sized(text.size(), Optional.of(Charset.forName(text.charset())));
    } else if (form instanceof Form.Nested nested) {
      return record(protocol.record(nested.name()));
    }
    return list((Form.Many) form);
  }

  private long number(Form.Numeral number) {
    int bits = Byte.SIZE * number.width();
    long most = bits == Long.SIZE ? Long.MAX_VALUE : (1L << (bits - (number.signed() ? 1 : 0))) - 1;
    return choices.number(number.signed() ? -most - 1 : 0, most);
  }

  private byte[] sized(Form.Size size, Optional<Charset> charset) {
    if (size instanceof Form.Size.Fixed fixed) {
      // Behind a shorter text there are zeros.
      return charset
          .map(each -> choices.text(choices.upTo(fixed.bytes()), each))
          .map(text -> Arrays.copyOf(text, fixed.bytes()))
          .orElseGet(() -> choices.bytes(fixed.bytes()));
    }
    Form.Size.Prefixed prefixed = (Form.Size.Prefixed) size;
    int length =
        generosity == TRIES
            ? choices.length(prefixed.max())
            : choices.upTo(Math.min(prefixed.max(), generosity));
    byte[] body =
        charset.map(each -> choices.text(length, each)).orElseGet(() -> choices.bytes(length));
    return Bytes.joined(Bytes.number(body.length, prefixed.width(), prefixed.little()), body);
  }

  private byte[] list(Form.Many many) {
    int most = Math.min(many.count().max(), generosity == TRIES ? FEW : generosity / FEW);
    int size = choices.upTo(most);
    List<byte[]> parts = new ArrayList<>();
    parts.add(Bytes.number(size, many.count().width(), many.count().little()));
    for (int i = 0; i < size; i++) {
      parts.add(bytes(many.element()));
    }
    return Bytes.joined(parts.toArray(byte[][]::new));
  }
}
