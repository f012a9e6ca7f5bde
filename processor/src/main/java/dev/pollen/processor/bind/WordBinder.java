package dev.pollen.processor.bind;

import dev.pollen.processor.model.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Supplies a word of a command, or all that are left. */
public enum WordBinder implements Binder {
  TEXT("String"),
  BYTES("byte[]"),
  BYTE("byte"),
  SHORT("short"),
  INT("int"),
  LONG("long"),
  CONSTANT("an enum"),
  TEXTS("String[]"),
  ALL_BYTES("byte[][]");

  static final List<Binder> ALL = List.copyOf(Arrays.asList(values()));

  private final String type;

  WordBinder(String type) {
    this.type = type;
  }

  @Override
  public String type() {
    return type;
  }

  @Override
  public Source source() {
    return Source.WORD;
  }

  /** A word is fetched before the call, into a variable. */
  @Override
  public String expression() {
    throw new IllegalStateException("has no expression of its own: " + this);
  }

  /** Tells whether this takes all words that are left. */
  public boolean isTail() {
    return this == TEXTS || this == ALL_BYTES;
  }

  /** Tells whether not every word will do. */
  public boolean isParsed() {
    return switch (this) {
      case BYTE, SHORT, INT, LONG, CONSTANT -> true;
      case TEXT, BYTES, TEXTS, ALL_BYTES -> false;
    };
  }

  @Override
  public Match match(TypeMirror parameter, Scope scope) {
    return of(parameter, scope).filter(binder -> binder == this).isPresent()
        ? Match.EXACT
        : Match.NONE;
  }

  private static Optional<WordBinder> of(TypeMirror type, Scope scope) {
    return switch (type.getKind()) {
      case BYTE -> Optional.of(BYTE);
      case SHORT -> Optional.of(SHORT);
      case INT -> Optional.of(INT);
      case LONG -> Optional.of(LONG);
      case DECLARED -> ofClass(type, scope);
      case ARRAY -> ofArray(((ArrayType) type).getComponentType(), scope);
      default -> Optional.empty();
    };
  }

  private static Optional<WordBinder> ofClass(TypeMirror type, Scope scope) {
    if (scope.is(type, "java.lang.String")) {
      return Optional.of(TEXT);
    }
    return scope
        .classOf(type)
        .filter(each -> each.getKind() == ElementKind.ENUM)
        .map(each -> CONSTANT);
  }

  private static Optional<WordBinder> ofArray(TypeMirror component, Scope scope) {
    if (component.getKind() == TypeKind.BYTE) {
      return Optional.of(BYTES);
    }
    if (scope.is(component, "java.lang.String")) {
      return Optional.of(TEXTS);
    }
    boolean bytes =
        component instanceof ArrayType array && array.getComponentType().getKind() == TypeKind.BYTE;
    return bytes ? Optional.of(ALL_BYTES) : Optional.empty();
  }
}
