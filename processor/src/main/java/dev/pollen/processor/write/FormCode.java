package dev.pollen.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import dev.pollen.processor.model.Form;
import java.nio.ByteOrder;
import java.util.List;
import java.util.OptionalInt;

/** The code for one form on the wire. Input and output are called {@code input} and {@code out}. */
interface FormCode {
  ClassName WIRE_WRITER = Names.wire("WireWriter");
  ClassName PREFIX = Names.wire("LengthField");
  ClassName MALFORMED = Names.wire("MalformedMessageException");

  /** How many bytes it takes, if that is always the same. */
  OptionalInt bytes();

  /** What its {@code end} method tells the end of one, if it does not always take the same. */
  CodeBlock extent();

  /** Whether reading can find that it is malformed. */
  boolean canBeMalformed();

  /** An expression that reads it. */
  CodeBlock read();

  /** A statement that writes a value. */
  CodeBlock write(CodeBlock value);

  /** The constants it needs. */
  default List<FieldSpec> constants() {
    return List.of();
  }

  /** The methods it needs. */
  default List<MethodSpec> methods() {
    return List.of();
  }

  /** The code for a form. */
  static FormCode of(Form form, Part part) {
    if (form instanceof Form.Numeral number) {
      return new NumberCode(number, part);
    } else if (form instanceof Form.Flag) {
      return new FlagCode(part);
    } else if (form instanceof Form.Constant constant) {
      return new ConstantCode(constant, part);
    } else if (form instanceof Form.Bytes bytes) {
      return new BytesCode(bytes, part);
    } else if (form instanceof Form.Text text) {
      return new TextCode(text, part);
    } else if (form instanceof Form.Nested nested) {
      return new NestedCode(nested, part);
    } else if (form instanceof Form.Many many) {
      return new ManyCode(many, part);
    }
    throw new IllegalArgumentException("has no code: " + form);
  }

  /** The order of bytes as an argument. */
  static CodeBlock order(boolean little) {
    return CodeBlock.of("$T.$L", ByteOrder.class, little ? "LITTLE_ENDIAN" : "BIG_ENDIAN");
  }
}
