package dev.pollen.processor.write;

import com.palantir.javapoet.CodeBlock;
import java.util.OptionalInt;

/**
 * Truth values.
 *
 * @param part the component
 */
record FlagCode(Part part) implements FormCode {
  @Override
  public OptionalInt bytes() {
    return OptionalInt.of(1);
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
  public CodeBlock read() {
    return CodeBlock.of("flag(input, $L)", part.literal());
  }

  @Override
  public CodeBlock write(CodeBlock value) {
    return CodeBlock.of("out.putByte($L ? 1 : 0)", value);
  }
}
