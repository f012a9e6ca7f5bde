package dev.pollen.testkit.protocol;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;

/** What a parameter of a handler's method receives. */
sealed interface Value {

  /** Whether it takes as many words as there are. */
  default boolean isTail() {
    return false;
  }

  /** The charset, if it is text. */
  default Optional<Charset> charset() {
    return Optional.empty();
  }

  /** The record that it is, if its layout is described. */
  default Optional<String> layout() {
    return Optional.empty();
  }

  /** Text: a word or a whole frame. */
  record Text(String name) implements Value {
    @Override
    public Optional<Charset> charset() {
      return Optional.of(Charset.forName(name));
    }

    @Override
    public String toString() {
      return "text:" + name;
    }
  }

  /** The rest of a line; may be empty. */
  record Rest(String name) implements Value {
    @Override
    public boolean isTail() {
      return true;
    }

    @Override
    public Optional<Charset> charset() {
      return Optional.of(Charset.forName(name));
    }

    @Override
    public String toString() {
      return "rest:" + name;
    }
  }

  /** All words that are left, as texts. */
  record Texts(String name) implements Value {
    @Override
    public boolean isTail() {
      return true;
    }

    @Override
    public Optional<Charset> charset() {
      return Optional.of(Charset.forName(name));
    }

    @Override
    public String toString() {
      return "texts:" + name;
    }
  }

  /** Bytes: a word or a whole frame. */
  record Bytes() implements Value {
    @Override
    public String toString() {
      return "bytes";
    }
  }

  /** All words that are left, as bytes. */
  record AllBytes() implements Value {
    @Override
    public boolean isTail() {
      return true;
    }

    @Override
    public String toString() {
      return "arrays";
    }
  }

  /** A decimal number. */
  record Decimal(long least, long most) implements Value {
    @Override
    public String toString() {
      return "number:" + least + ".." + most;
    }
  }

  /** One of some names. */
  record Constant(List<String> names) implements Value {
    @Override
    public String toString() {
      return "constant:" + String.join("|", names);
    }
  }

  /** A record whose layout is known. */
  record Layout(String name) implements Value {
    @Override
    public Optional<String> layout() {
      return Optional.of(name);
    }

    @Override
    public String toString() {
      return "record:" + name;
    }
  }

  /** What only a decoder knows how to find. */
  record Message(String name) implements Value {
    @Override
    public String toString() {
      return "message:" + name;
    }
  }

  /** Reads one; the line says what is wrong. */
  static Value parse(String text, TextLine line) {
    int colon = text.indexOf(':');
    String kind = colon < 0 ? text : text.substring(0, colon);
    String detail = text.substring(colon + 1);
    return switch (kind) {
      case "text" -> new Text(line.charset(detail));
      case "rest" -> new Rest(line.charset(detail));
      case "texts" -> new Texts(line.charset(detail));
      case "bytes" -> new Bytes();
      case "arrays" -> new AllBytes();
      case "number" -> number(detail, line);
      case "constant" -> new Constant(List.of(detail.split("\\|")));
      case "record" -> new Layout(detail);
      case "message" -> new Message(detail);
      default -> throw line.wrong("\"" + kind + "\" is no kind of parameter");
    };
  }

  private static Value number(String range, TextLine line) {
    String[] ends = range.split("\\.\\.", 2);
    if (ends.length < 2) {
      throw line.wrong("\"" + range + "\" is no range of numbers");
    }
    return new Decimal(line.toLong(ends[0]), line.toLong(ends[1]));
  }
}
