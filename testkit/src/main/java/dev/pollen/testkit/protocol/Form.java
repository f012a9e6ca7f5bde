package dev.pollen.testkit.protocol;

import java.util.Optional;

/** What a component of a record is on the wire. */
sealed interface Form {

  /** The record that it is, or is a list of. */
  default Optional<String> nested() {
    return Optional.empty();
  }

  /** An integer. */
  record Numeral(int width, boolean little, boolean signed) implements Form {
    @Override
    public String toString() {
      return "number width=" + width + order(little) + " signed=" + signed;
    }
  }

  /** A floating number. */
  record Floating(int width, boolean little) implements Form {
    @Override
    public String toString() {
      return "float width=" + width + order(little);
    }
  }

  /** A truth value. */
  record Flag() implements Form {
    @Override
    public String toString() {
      return "boolean";
    }
  }

  /** The ordinal of an enum. */
  record Constant(int width, boolean little, int count) implements Form {
    @Override
    public String toString() {
      return "constant width=" + width + order(little) + " count=" + count;
    }
  }

  /** Bytes. */
  record Octets(Size size) implements Form {
    @Override
    public String toString() {
      return "bytes " + size;
    }
  }

  /** Text. */
  record Text(Size size, String charset) implements Form {
    @Override
    public String toString() {
      return "text " + size + " charset=" + charset;
    }
  }

  /** Another record. */
  record Nested(String name) implements Form {
    @Override
    public Optional<String> nested() {
      return Optional.of(name);
    }

    @Override
    public String toString() {
      return "record " + name;
    }
  }

  /** A list. */
  record Many(Size.Prefixed count, Form element) implements Form {
    @Override
    public Optional<String> nested() {
      return element.nested();
    }

    @Override
    public String toString() {
      return "list " + count + " of " + element;
    }
  }

  /** What the processor could not read. */
  record Unknown() implements Form {
    @Override
    public String toString() {
      return "unknown";
    }
  }

  /** How many bytes, or elements. */
  sealed interface Size {

    /** Always the same number. */
    record Fixed(int bytes) implements Size {
      @Override
      public String toString() {
        return "fixed=" + bytes;
      }
    }

    /** A number in front says it. */
    record Prefixed(int width, boolean little, int max) implements Size {
      @Override
      public String toString() {
        return "prefix=" + width + order(little) + " max=" + max;
      }
    }

    private static Size parse(TextLine line) {
      return line.has("fixed") ? new Fixed(line.number("fixed")) : prefixed(line);
    }

    private static Prefixed prefixed(TextLine line) {
      return new Prefixed(line.number("prefix"), line.isLittle(), line.number("max"));
    }
  }

  private static String order(boolean little) {
    return " order=" + (little ? "LITTLE" : "BIG");
  }

  /** Reads one. */
  static Form parse(TextLine line) {
    return switch (line.keyword()) {
      case "number" -> new Numeral(line.number("width"), line.isLittle(), line.flag("signed"));
      case "float" -> new Floating(line.number("width"), line.isLittle());
      case "boolean" -> new Flag();
      case "constant" -> new Constant(line.number("width"), line.isLittle(), line.number("count"));
      case "bytes" -> new Octets(Size.parse(line));
      case "text" -> new Text(Size.parse(line), line.charset(line.text("charset")));
      case "record" -> new Nested(line.only());
      case "list" -> {
        int of = line.words().indexOf("of");
        if (of < 0) {
          throw line.wrong("it is not said what the list is of");
        }
        TextLine count = new TextLine(line.number(), line.words().subList(0, of));
        yield new Many(Size.prefixed(count), parse(line.from(of + 1)));
      }
      case "unknown" -> new Unknown();
      default -> throw line.wrong("\"" + line.keyword() + "\" is no kind of component");
    };
  }
}
