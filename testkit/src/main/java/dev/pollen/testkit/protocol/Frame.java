package dev.pollen.testkit.protocol;

/** How the input is cut into what methods get. */
sealed interface Frame {
  /** What stands in front of a length that takes as many bytes as it needs. */
  int VARINT = 0;

  /** What ends a line. */
  enum LineEnd {
    LF_OR_CRLF,
    CRLF,
    LF
  }

  /** How many bytes a frame may have; those that say where it ends are not counted. */
  int max();

  /** Up to the end of the line. */
  record Line(LineEnd end, int max, String oversized) implements Frame {
    @Override
    public String toString() {
      return "line end=" + end + limit(max, oversized);
    }
  }

  /** Up to a delimiter. */
  record Until(Delimiter delimiter, int max, String oversized) implements Frame {
    @Override
    public String toString() {
      return "until delimiter=" + delimiter + limit(max, oversized);
    }
  }

  /** So many bytes. */
  record Exactly(int length) implements Frame {
    @Override
    public int max() {
      return length;
    }

    @Override
    public String toString() {
      return "exactly length=" + length;
    }
  }

  /** As many bytes as the handler says when the frame begins. */
  record ExactlyBy(String member, int max, String oversized) implements Frame {
    @Override
    public String toString() {
      return "exactly by=" + member + limit(max, oversized);
    }
  }

  /** As many bytes as a number in front of them says. */
  record Prefixed(int width, boolean little, boolean inclusive, int max, String oversized)
      implements Frame {
    @Override
    public String toString() {
      String number =
          width == VARINT
              ? "varint"
              : width + " order=" + (little ? "LITTLE" : "BIG") + " inclusive=" + inclusive;
      return "prefixed width=" + number + limit(max, oversized);
    }
  }

  /** As many bytes as a decoder takes. */
  record Messages(int max) implements Frame {
    @Override
    public String toString() {
      return "messages max=" + max;
    }
  }

  /** Any bytes, as they arrive. */
  record Unframed() implements Frame {
    @Override
    public int max() {
      return Choices.LARGE;
    }

    @Override
    public String toString() {
      return "unframed";
    }
  }

  /** A datagram. */
  record Datagram() implements Frame {
    /** What fits into one over UDP and IPv4. */
    private static final int LARGEST = 65_507;

    @Override
    public int max() {
      return LARGEST;
    }

    @Override
    public String toString() {
      return "datagram";
    }
  }

  /** Nothing. */
  record Nothing() implements Frame {
    @Override
    public int max() {
      return 0;
    }

    @Override
    public String toString() {
      return "nothing-is-read";
    }
  }

  private static String limit(int max, String oversized) {
    return " max=" + max + " oversized=" + oversized;
  }

  /** Reads one. */
  static Frame parse(TextLine line) {
    return switch (line.keyword()) {
      case "line" ->
          new Line(line.constant("end", LineEnd.class), line.number("max"), line.text("oversized"));
      case "until" ->
          new Until(
              Delimiter.parse(line.text("delimiter"), line),
              line.number("max"),
              line.text("oversized"));
      case "exactly" ->
          line.has("length")
              ? new Exactly(line.number("length"))
              : new ExactlyBy(line.text("by"), line.number("max"), line.text("oversized"));
      case "prefixed" -> prefixed(line);
      case "messages" -> new Messages(line.number("max"));
      case "unframed" -> new Unframed();
      case "datagram" -> new Datagram();
      case "nothing-is-read" -> new Nothing();
      default -> throw line.wrong("\"" + line.keyword() + "\" is no kind of frame");
    };
  }

  private static Frame prefixed(TextLine line) {
    boolean isVarint = line.text("width").equals("varint");
    return new Prefixed(
        isVarint ? VARINT : line.number("width"),
        isVarint || line.text("order").equals("LITTLE"),
        !isVarint && line.text("inclusive").equals("true"),
        line.number("max"),
        line.text("oversized"));
  }
}
