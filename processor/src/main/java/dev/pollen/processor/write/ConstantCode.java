package dev.pollen.processor.write;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import dev.pollen.processor.model.Form;
import java.util.List;
import java.util.OptionalInt;
import javax.lang.model.type.TypeKind;

/** Constants of enums. */
final class ConstantCode implements FormCode {
  private final Form.Constant form;
  private final Part part;
  private final String constants;

  ConstantCode(Form.Constant form, Part part) {
    this.form = form;
    this.part = part;
    this.constants = part.constant("_CONSTANTS");
  }

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
    return true;
  }

  @Override
  public List<FieldSpec> constants() {
    ClassName type = ClassName.get(form.type());
    return List.of(
        Part.constant(ArrayTypeName.of(type), constants, CodeBlock.of("$T.values()", type)));
  }

  @Override
  public CodeBlock read() {
    return CodeBlock.of("constant($L, $L, $L)", constants, ordinal().read(), part.literal());
  }

  private NumberCode ordinal() {
    return new NumberCode(new Form.Numeral(TypeKind.LONG, form.width(), true, form.little()), part);
  }

  @Override
  public CodeBlock write(CodeBlock value) {
    CodeBlock ordinal = CodeBlock.of("$L.ordinal()", value);
    CodeBlock order = FormCode.order(form.little());
    return switch (form.width()) {
      case 1 -> CodeBlock.of("out.putByte($L)", ordinal);
      case 2 -> CodeBlock.of("out.putShort($L, $L)", ordinal, order);
      case 4 -> CodeBlock.of("out.putInt($L, $L)", ordinal, order);
      default -> CodeBlock.of("out.putNumber($L, $L, $L)", ordinal, form.width(), order);
    };
  }
}
