package dev.pollen.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import dev.pollen.processor.model.Form;
import java.util.List;
import java.util.OptionalInt;

/** Messages in messages. */
final class NestedCode implements FormCode {
  private final ClassName codec;
  private final String constant;

  NestedCode(Form.Nested form, Part part) {
    this.codec = ClassName.get(form.codec().packageName(), form.codec().simpleName());
    this.constant = part.constant("_CODEC");
  }

  @Override
  public OptionalInt bytes() {
    return OptionalInt.empty();
  }

  @Override
  public CodeBlock extent() {
    return CodeBlock.of("$L", constant);
  }

  @Override
  public boolean canBeMalformed() {
    return true;
  }

  @Override
  public List<FieldSpec> constants() {
    return List.of(Part.constant(codec, constant, CodeBlock.of("new $T()", codec)));
  }

  @Override
  public CodeBlock read() {
    return CodeBlock.of("$L.read(input)", constant);
  }

  @Override
  public CodeBlock write(CodeBlock value) {
    return CodeBlock.of("$L.encode($L, out)", constant, value);
  }
}
