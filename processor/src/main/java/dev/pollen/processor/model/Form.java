package dev.pollen.processor.model;

import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** What a component is on the wire. */
public sealed interface Form {

  /** The greatest number of constants that one byte can tell. */
  int CONSTANTS_OF_ONE_BYTE = 256;

  /** Whether the order of bytes makes a difference to it. */
  default boolean hasOrder() {
    return false;
  }

  /** What one of a list is; what is no list, is one itself. */
  default Form each() {
    return this;
  }

  /**
   * A number.
   *
   * @param kind its primitive type
   * @param width how many bytes it takes
   * @param unsigned whether it is never negative
   * @param little whether the lowest byte comes first
   */
  record Numeral(TypeKind kind, int width, boolean unsigned, boolean little) implements Form {
    /** Whether it is no integer. */
    public boolean isFloating() {
      return kind == TypeKind.FLOAT || kind == TypeKind.DOUBLE;
    }

    /** How many bytes the type has. */
    public int typeWidth() {
      return widthOf(kind);
    }

    @Override
    public boolean hasOrder() {
      return width > 1;
    }
  }

  /** A truth value. */
  record Flag() implements Form {}

  /**
   * The ordinal of an enum.
   *
   * @param type the enum
   * @param constants how many constants it has
   * @param width how many bytes the ordinal takes
   * @param little whether the lowest byte comes first
   */
  record Constant(TypeElement type, int constants, int width, boolean little) implements Form {
    @Override
    public boolean hasOrder() {
      return width > 1;
    }
  }

  /**
   * Bytes.
   *
   * @param size how many
   */
  record Bytes(Size size) implements Form {
    @Override
    public boolean hasOrder() {
      return size.hasOrder();
    }
  }

  /**
   * Text.
   *
   * @param size how many bytes
   * @param charset the name of the charset
   */
  record Text(Size size, String charset) implements Form {
    @Override
    public boolean hasOrder() {
      return size.hasOrder();
    }
  }

  /**
   * Another message.
   *
   * @param type the record
   * @param codec its codec
   */
  record Nested(TypeElement type, DispatcherName codec) implements Form {}

  /**
   * A list.
   *
   * @param type the type of the elements
   * @param element what each of them is
   * @param count how many
   */
  record Many(TypeMirror type, Form element, Size.Prefixed count) implements Form {
    @Override
    public boolean hasOrder() {
      return count.hasOrder() || element.hasOrder();
    }

    @Override
    public Form each() {
      return element;
    }
  }

  /** Nothing that goes over the wire. */
  record Unknown() implements Form {}

  /** How many bytes a primitive type has. */
  static int widthOf(TypeKind kind) {
    return switch (kind) {
      case BYTE -> Byte.BYTES;
      case SHORT, CHAR -> Short.BYTES;
      case INT, FLOAT -> Integer.BYTES;
      case LONG, DOUBLE -> Long.BYTES;
      default -> throw new IllegalArgumentException("is no number: " + kind);
    };
  }
}
