package dev.pollen.processor.model;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;

/**
 * Types and elements as people write them: without packages, nested classes with their encloser.
 */
public final class TypeText {
  private TypeText() {}

  /** {@code Outer.Inner} for a nested class, {@code Echo} for another. */
  public static String of(TypeElement type) {
    Element encloser = type.getEnclosingElement();
    String name = type.getSimpleName().toString();
    return encloser instanceof TypeElement outer ? of(outer) + "." + name : name;
  }

  /** {@code Outer_Inner} for a nested class: what is generated for it is named after this. */
  public static String flat(TypeElement type) {
    return of(type).replace('.', '_');
  }

  /** {@code Outer$Inner} for a nested class: the name of its class file. */
  public static String binary(TypeElement type) {
    return of(type).replace('.', '$');
  }

  /** {@code List<String>}, {@code byte[]}, {@code T}. */
  public static String of(TypeMirror type) {
    return switch (type.getKind()) {
      case ARRAY -> of(((ArrayType) type).getComponentType()) + "[]";
      case DECLARED -> of((DeclaredType) type);
      case TYPEVAR -> ((TypeVariable) type).asElement().toString();
      case VOID, BOOLEAN, BYTE, SHORT, INT, LONG, CHAR, FLOAT, DOUBLE ->
          type.getKind().name().toLowerCase(Locale.ROOT);
      default -> type.toString();
    };
  }

  private static String of(DeclaredType type) {
    String name = of((TypeElement) type.asElement());
    List<? extends TypeMirror> arguments = type.getTypeArguments();
    if (arguments.isEmpty()) {
      return name;
    }
    StringJoiner joiner = new StringJoiner(", ", name + "<", ">");
    arguments.forEach(argument -> joiner.add(of(argument)));
    return joiner.toString();
  }

  /** {@code read(ByteBuffer)}. */
  public static String signature(ExecutableElement method) {
    StringJoiner joiner = new StringJoiner(", ", method.getSimpleName() + "(", ")");
    method.getParameters().forEach(parameter -> joiner.add(of(parameter.asType())));
    return joiner.toString();
  }

  /** {@code Base.read}: a member with the class that declares it. */
  public static String member(Element member) {
    String owner = of(Scope.declarer(member));
    return owner + "." + member.getSimpleName();
  }
}
