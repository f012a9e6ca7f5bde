package dev.pollen.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import dev.pollen.processor.model.Form;
import dev.pollen.processor.model.Size;
import java.util.List;
import java.util.OptionalInt;

/** Bytes. */
final class BytesCode implements FormCode {
  private final Size size;
  private final Part part;
  private final String prefix;

  BytesCode(Form.Bytes form, Part part) {
    this.size = form.size();
    this.part = part;
    this.prefix = size instanceof Size.Prefixed ? part.constant("") : "";
  }

  @Override
  public OptionalInt bytes() {
    return size instanceof Size.Fixed fixed ? OptionalInt.of(fixed.bytes()) : OptionalInt.empty();
  }

  @Override
  public CodeBlock extent() {
    return CodeBlock.of("$L", prefix);
  }

  @Override
  public boolean canBeMalformed() {
    return size instanceof Size.Prefixed;
  }

  @Override
  public List<FieldSpec> constants() {
    return size instanceof Size.Prefixed prefixed
        ? List.of(part.prefix(prefix, prefixed))
        : List.of();
  }

  @Override
  public CodeBlock read() {
    return size instanceof Size.Fixed fixed
        ? CodeBlock.of("bytes(input, $L)", fixed.bytes())
        : CodeBlock.of("$L.readBytes(input)", prefix);
  }

  @Override
  public CodeBlock write(CodeBlock value) {
    return size instanceof Size.Fixed fixed
        ? CodeBlock.of("put($L, $L, $L, out)", value, fixed.bytes(), part.literal())
        : CodeBlock.of("$L.putBytes($L, out)", prefix, value);
  }
}
