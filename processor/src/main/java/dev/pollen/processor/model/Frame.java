package dev.pollen.processor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;

/**
 * How the bytes are cut into what an {@code @OnRead} method gets.
 *
 * @param kind which annotation says so
 * @param attributes what it says
 * @param lengthMember the field or method that {@code @Exactly} names, if there is one
 */
public record Frame(Kind kind, Attributes attributes, Optional<Element> lengthMember) {
  /** The number of bytes of a length that takes as many as it needs. */
  public static final int VARINT = 0;

  /** How many bytes a frame may have at most. */
  public static final int LARGEST = 512 * 1024 * 1024;

  /** The annotations. */
  public enum Kind {
    LINE("Line"),
    UNTIL("Until"),
    EXACTLY("Exactly"),
    LENGTH_PREFIXED("LengthPrefixed");

    private final String annotation;

    Kind(String annotation) {
      this.annotation = annotation;
    }

    /** The annotation as a user writes it. */
    public String annotation() {
      return "@" + annotation;
    }

    /** The qualified name of the annotation. */
    public String annotationType() {
      return Event.ANNOTATIONS + "." + annotation;
    }
  }

  /** How many bytes a frame may have. */
  public int max() {
    return attributes.number("max");
  }

  /** The name of the charset. */
  public String charset() {
    return attributes.text("charset");
  }

  /** Tells whether a frame that is too long is skipped. */
  public boolean skipsOversized() {
    return attributes.constant("oversized").equals("SKIP");
  }

  /** What ends a line. */
  public String lineEnd() {
    return attributes.constant("end");
  }

  /** The delimiter of {@code @Until}. */
  public String delimiter() {
    return attributes.text("value");
  }

  /** The constant length of {@code @Exactly}; 0 if there is none. */
  public int length() {
    return attributes.number("value");
  }

  /** The member of the handler that knows the length of {@code @Exactly}; may be empty. */
  public String lengthBy() {
    return kind == Kind.EXACTLY ? attributes.text("by") : "";
  }

  /** Tells whether a frame always has the same length, and so needs no limit. */
  private boolean hasConstantLength() {
    return kind == Kind.EXACTLY && lengthBy().isEmpty();
  }

  /** How many bytes the length of {@code @LengthPrefixed} takes. */
  public int width() {
    return attributes.number("width");
  }

  /** Tells whether that length has its lowest byte first. */
  public boolean isLittleEndian() {
    return attributes.constant("order").equals("LITTLE");
  }

  /** Tells whether that length counts its own bytes. */
  public boolean isInclusive() {
    return attributes.flag("inclusive");
  }

  /** Equal for frames that end in the same way, whatever becomes of their bytes. */
  public Object shape() {
    List<Object> shape = new ArrayList<>(List.of(kind));
    if (!hasConstantLength()) {
      shape.addAll(List.of(max(), skipsOversized()));
    }
    switch (kind) {
      case LINE -> shape.add(lineEnd());
      case UNTIL -> shape.addAll(List.of(delimiter(), charset()));
      case EXACTLY -> shape.addAll(List.of(length(), lengthBy()));
      case LENGTH_PREFIXED -> shape.addAll(List.of(width(), isLittleEndian(), isInclusive()));
    }
    return shape;
  }
}
