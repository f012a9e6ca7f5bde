package dev.pollen.processor.write;

import com.palantir.javapoet.TypeName;
import dev.pollen.processor.bind.BoundMethod;
import dev.pollen.processor.model.Qualifiers;
import dev.pollen.processor.model.Result;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.model.Thrown;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a method that calls event methods has to declare. */
final class Exceptions {
  private static final TypeName ANY = TypeName.get(Exception.class);
  private static final TypeName IO = TypeName.get(IOException.class);

  private Exceptions() {}

  /**
   * The exceptions of a method of the dispatcher.
   *
   * @param called the event methods that it calls
   * @param throwsAny whether something else in it may throw anything
   */
  static List<TypeName> of(List<BoundMethod> called, boolean throwsAny, Scope scope) {
    Set<TypeName> types = new LinkedHashSet<>();
    if (throwsAny) {
      types.add(ANY);
    }
    for (BoundMethod bound : called) {
      if (codes(bound)) {
        types.add(ANY);
      } else if (decodesText(bound)) {
        types.add(IO);
      }
      if (bound.method().qualifiers().offload().isEmpty()) {
        Thrown.checked(bound.method(), scope).forEach(type -> types.add(TypeName.get(type)));
      }
    }
    return types.contains(ANY) ? List.of(ANY) : List.copyOf(types);
  }

  /** Decoders and encoders may throw anything. */
  private static boolean codes(BoundMethod bound) {
    return bound.method().decoder().isPresent()
        || bound.method().result() instanceof Result.Message;
  }

  /** Text may be malformed, and commands wrong. */
  private static boolean decodesText(BoundMethod bound) {
    Qualifiers qualifiers = bound.method().qualifiers();
    return qualifiers.command().isPresent()
        || bound.arguments().stream()
            .flatMap(argument -> argument.binder().stream())
            .anyMatch(binder -> binder.type().equals("String"));
  }
}
