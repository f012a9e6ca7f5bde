package dev.pollen.processor.write;

import com.palantir.javapoet.CodeBlock;
import dev.pollen.processor.model.Form;
import java.util.Locale;
import java.util.OptionalInt;
import javax.lang.model.type.TypeKind;

/**
 * Numbers. Buffers are read in big-endian order, whatever the order of the bytes: one that has to
 * be switched for each number would not be faster, and could be forgotten.
 *
 * @param form the number
 * @param part the component
 */
record NumberCode(Form.Numeral form, Part part) implements FormCode {
  @Override
  public OptionalInt bytes() {
    return OptionalInt.of(form.width());
  }

  @Override
  public CodeBlock extent() {
    throw new IllegalStateException("always takes the same number of bytes");
  }

  @Override
  public boolean canBeMalformed() {
    return false;
  }

  @Override
  public CodeBlock read() {
    return switch (form.kind()) {
      case FLOAT ->
          form.little()
              ? CodeBlock.of("$T.intBitsToFloat($L)", Float.class, plain())
              : CodeBlock.of("input.getFloat()");
      case DOUBLE ->
          form.little()
              ? CodeBlock.of("$T.longBitsToDouble($L)", Double.class, plain())
              : CodeBlock.of("input.getDouble()");
      default -> integer();
    };
  }

  private CodeBlock integer() {
    boolean isWhole = form.width() == form.typeWidth() && form.kind() != TypeKind.CHAR;
    CodeBlock value = isWhole ? plain() : extended();
    return switch (form.kind()) {
      case CHAR -> CodeBlock.of("(char) $L", form.width() == 1 ? masked() : plain());
      case SHORT -> isWhole ? value : CodeBlock.of("(short) $L", masked());
      case INT -> isSimple(form.width()) ? value : CodeBlock.of("(int) $L", value);
      default -> value;
    };
  }

  /** A number as it stands, with a sign. */
  private CodeBlock plain() {
    return switch (form.width()) {
      case 1 -> CodeBlock.of("input.get()");
      case 2 -> reversed(CodeBlock.of("input.getShort()"), Short.class);
      case 4 -> reversed(CodeBlock.of("input.getInt()"), Integer.class);
      case 8 -> reversed(CodeBlock.of("input.getLong()"), Long.class);
      default ->
          CodeBlock.of(
              "$L(input, $L, $L)",
              form.unsigned() ? "unsigned" : "signed",
              form.width(),
              FormCode.order(form.little()));
    };
  }

  private CodeBlock reversed(CodeBlock big, Class<?> type) {
    return form.little() ? CodeBlock.of("$T.reverseBytes($L)", type, big) : big;
  }

  /** A number that is narrower than its type. */
  private CodeBlock extended() {
    if (!form.unsigned() || !isSimple(form.width())) {
      return plain();
    }
    return switch (form.width()) {
      case 1 -> CodeBlock.of("$L & 0xFF", plain());
      case 2 -> CodeBlock.of("$L & 0xFFFF", plain());
      default -> CodeBlock.of("$T.toUnsignedLong($L)", Integer.class, plain());
    };
  }

  /** A byte for a type that is not an {@code int}, in front of a cast. */
  private CodeBlock masked() {
    return form.unsigned() ? CodeBlock.of("(input.get() & 0xFF)") : CodeBlock.of("input.get()");
  }

  private static boolean isSimple(int width) {
    return Integer.bitCount(width) == 1;
  }

  @Override
  public CodeBlock write(CodeBlock value) {
    CodeBlock order = FormCode.order(form.little());
    if (form.isFloating()) {
      return CodeBlock.of(
          "out.$L($L, $L)", form.kind() == TypeKind.FLOAT ? "putFloat" : "putDouble", value, order);
    }
    CodeBlock checked = form.width() == form.typeWidth() ? value : inRange(value);
    CodeBlock asInt = form.kind() == TypeKind.LONG ? CodeBlock.of("(int) $L", checked) : checked;
    return switch (form.width()) {
      case 1 -> CodeBlock.of("out.putByte($L)", asInt);
      case 2 -> CodeBlock.of("out.putShort($L, $L)", asInt, order);
      case 4 -> CodeBlock.of("out.putInt($L, $L)", asInt, order);
      case 8 -> CodeBlock.of("out.putLong($L, $L)", checked, order);
      default -> CodeBlock.of("out.putNumber($L, $L, $L)", checked, form.width(), order);
    };
  }

  private CodeBlock inRange(CodeBlock value) {
    int bits = Byte.SIZE * form.width();
    long max = form.unsigned() ? (1L << bits) - 1 : (1L << (bits - 1)) - 1;
    CodeBlock least = form.unsigned() ? CodeBlock.of("0") : CodeBlock.of("-$L", hex(max + 1));
    return CodeBlock.of("inRange($L, $L, $L, $S)", value, least, hex(max), part.text());
  }

  /** {@code 0xFFFF_FFFFL}. */
  private static String hex(long value) {
    StringBuilder digits = new StringBuilder(Long.toHexString(value).toUpperCase(Locale.ROOT));
    for (int at = digits.length() - 4; at > 0; at -= 4) {
      digits.insert(at, '_');
    }
    return "0x" + digits + (value > Integer.MAX_VALUE ? "L" : "");
  }
}
