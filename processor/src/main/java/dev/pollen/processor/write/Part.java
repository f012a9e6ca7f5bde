package dev.pollen.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeName;
import dev.pollen.processor.model.Component;
import dev.pollen.processor.model.Size;
import java.util.Locale;
import javax.lang.model.element.Modifier;

/**
 * A component in a generated codec: what messages for people call it, and what its constants and
 * methods are called.
 *
 * @param text for people, {@code Login.name}
 * @param name its name
 * @param names the names of the file that are taken
 */
record Part(String text, String name, NameAllocator names) {

  /** The part of a component of a record. */
  static Part of(Component component, String record, NameAllocator names) {
    return new Part(record + "." + component.name(), component.name(), names);
  }

  /** A constant named after the component: {@code userName} and a suffix are {@code USER_NAME…}. */
  String constant(String suffix) {
    String words = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    return names.newName(words + suffix);
  }

  /** A method named after the component: {@code readUserName}. */
  String method(String verb) {
    return names.newName(verb + Names.capitalised(name));
  }

  /** The text as an argument. */
  CodeBlock literal() {
    return CodeBlock.of("$S", text);
  }

  /** A constant for the number that stands before the component. */
  FieldSpec prefix(String constant, Size.Prefixed size) {
    return constant(
        FormCode.PREFIX,
        constant,
        CodeBlock.of(
            "new $T($S, $L, $L, $L)",
            FormCode.PREFIX,
            text,
            size.width(),
            FormCode.order(size.little()),
            size.max()));
  }

  static FieldSpec constant(TypeName type, String name, CodeBlock value) {
    return FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer(value)
        .build();
  }
}
