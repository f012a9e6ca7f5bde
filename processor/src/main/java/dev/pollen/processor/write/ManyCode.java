package dev.pollen.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.pollen.processor.model.Form;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Lists. */
final class ManyCode implements FormCode {
  private final Form.Many form;
  private final Part part;
  private final String count;
  private final FormCode element;
  private final String reader;
  private final String writer;

  ManyCode(Form.Many form, Part part) {
    this.form = form;
    this.part = part;
    this.count = part.constant("");
    this.element =
        FormCode.of(form.element(), new Part(part.text(), part.name() + "Each", part.names()));
    this.reader = part.method("read");
    this.writer = part.method("write");
  }

  @Override
  public OptionalInt bytes() {
    return OptionalInt.empty();
  }

  @Override
  public CodeBlock extent() {
    return CodeBlock.of("$L", count);
  }

  /** What else its {@code end} method must know: the length of an element, or what tells it. */
  CodeBlock more() {
    return element.bytes().isPresent()
        ? CodeBlock.of(", $L", element.bytes().getAsInt())
        : CodeBlock.of(", $L", element.extent());
  }

  @Override
  public boolean canBeMalformed() {
    return true;
  }

  @Override
  public List<FieldSpec> constants() {
    return Stream.concat(Stream.of(part.prefix(count, form.count())), element.constants().stream())
        .toList();
  }

  @Override
  public CodeBlock read() {
    return CodeBlock.of("$L(input)", reader);
  }

  @Override
  public CodeBlock write(CodeBlock value) {
    return CodeBlock.of("$L($L, out)", writer, value);
  }

  @Override
  public List<MethodSpec> methods() {
    TypeName boxed = TypeName.get(form.type());
    TypeName type = boxed.isBoxedPrimitive() ? boxed.unbox() : boxed;
    TypeName list = ParameterizedTypeName.get(ClassName.get(List.class), boxed);
    MethodSpec read =
        MethodSpec.methodBuilder(reader)
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .returns(list)
            .addParameter(ByteBuffer.class, "input")
            .addException(MALFORMED)
            .addStatement("int count = $L.read(input)", count)
            .addStatement("$T list = new $T<>(count)", list, ArrayList.class)
            .beginControlFlow("for (int i = 0; i < count; i++)")
            .addStatement("$T each = $L", type, element.read())
            .addStatement("list.add(each)")
            .endControlFlow()
            .addStatement("return $T.unmodifiableList(list)", Collections.class)
            .build();
    MethodSpec write =
        MethodSpec.methodBuilder(writer)
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .addParameter(list, "list")
            .addParameter(WIRE_WRITER, "out")
            .addStatement("$L.put(list.size(), out)", count)
            .beginControlFlow("for ($T each : list)", type)
            .addStatement(element.write(CodeBlock.of("each")))
            .endControlFlow()
            .build();
    return List.of(read, write);
  }
}
