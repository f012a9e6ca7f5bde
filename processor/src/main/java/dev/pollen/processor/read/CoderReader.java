package dev.pollen.processor.read;

import dev.pollen.processor.model.Coder;
import dev.pollen.processor.model.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Finds out what codes and decodes messages. */
public final class CoderReader {
  private CoderReader() {}

  /** What a class decodes or encodes, if it is a coder of that kind at all. */
  public static Optional<Coder> read(TypeMirror coder, String kind, Scope scope) {
    return scope
        .classOf(coder)
        .flatMap(
            type ->
                messageType(coder, kind, scope)
                    .map(message -> new Coder(packageOf(type, scope), names(type), message)));
  }

  /** The codec that is generated for a record, if a type is one that is a message. */
  public static Optional<Coder> ofRecord(TypeMirror message, Scope scope) {
    return scope
        .classOf(message)
        .filter(type -> Messages.wire(type).isPresent())
        .map(type -> Messages.codecName(type, scope))
        .map(codec -> new Coder(codec.packageName(), List.of(codec.simpleName()), message));
  }

  /** The type argument with which a class implements a generic interface. */
  private static Optional<TypeMirror> messageType(TypeMirror type, String kind, Scope scope) {
    if (type.getKind() != TypeKind.DECLARED) {
      return Optional.empty();
    }
    DeclaredType declared = (DeclaredType) type;
    if (scope.is(declared, kind)) {
      return declared.getTypeArguments().stream().map(TypeMirror.class::cast).findFirst();
    }
    return scope.types().directSupertypes(declared).stream()
        .flatMap(supertype -> messageType(supertype, kind, scope).stream())
        .findFirst();
  }

  private static String packageOf(TypeElement type, Scope scope) {
    return scope.elements().getPackageOf(type).getQualifiedName().toString();
  }

  private static List<String> names(TypeElement type) {
    List<String> names = new ArrayList<>();
    for (Element each = type; each instanceof TypeElement; each = each.getEnclosingElement()) {
      names.add(0, each.getSimpleName().toString());
    }
    return names;
  }
}
