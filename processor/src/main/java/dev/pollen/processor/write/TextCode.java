package dev.pollen.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import dev.pollen.processor.model.CharsetName;
import dev.pollen.processor.model.Form;
import dev.pollen.processor.model.Size;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Text. */
final class TextCode implements FormCode {
  private final Size size;
  private final Part part;
  private final Charset charset;
  private final String prefix;
  private final String charsetConstant;

  TextCode(Form.Text form, Part part) {
    this.size = form.size();
    this.part = part;
    this.charset = Charset.forName(form.charset());
    this.prefix = size instanceof Size.Prefixed ? part.constant("") : "";
    this.charsetConstant =
        CharsetName.of(form.charset()).isStandard() ? "" : part.constant("_CHARSET");
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
    return true;
  }

  @Override
  public List<FieldSpec> constants() {
    List<FieldSpec> constants = new ArrayList<>();
    if (size instanceof Size.Prefixed prefixed) {
      constants.add(part.prefix(prefix, prefixed));
    }
    if (!charsetConstant.isEmpty()) {
      constants.add(
          Part.constant(
              ClassName.get(Charset.class),
              charsetConstant,
              CodeBlock.of("$T.forName($S)", Charset.class, charset.name())));
    }
    return constants;
  }

  @Override
  public CodeBlock read() {
    return size instanceof Size.Fixed fixed
        ? CodeBlock.of("text(input, $L, $L, $L)", fixed.bytes(), charset(), part.literal())
        : CodeBlock.of("$L.readText(input, $L)", prefix, charset());
  }

  @Override
  public CodeBlock write(CodeBlock value) {
    return size instanceof Size.Fixed fixed
        ? CodeBlock.of("put($L, $L, $L, $L, out)", value, charset(), fixed.bytes(), part.literal())
        : CodeBlock.of("$L.putText($L, $L, out)", prefix, value, charset());
  }

  private CodeBlock charset() {
    return charsetConstant.isEmpty()
        ? CodeBlock.of("$T.$L", StandardCharsets.class, CharsetName.of(charset.name()).constant())
        : CodeBlock.of("$L", charsetConstant);
  }
}
