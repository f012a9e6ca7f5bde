package dev.pollen.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import dev.pollen.processor.model.Handler;
import dev.pollen.processor.model.Scope;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;

/** The annotations that tell tools that a class is generated. */
final class GeneratedMarkers {
  private static final String PROCESSOR = "dev.pollen.processor.DispatcherProcessor";
  private static final String JDK_GENERATED = "javax.annotation.processing.Generated";

  private GeneratedMarkers() {}

  /**
   * The marker of Pollen, which stays in the class file, and that of the JDK, which does not and
   * which only modules that read {@code java.compiler} can name.
   */
  static List<AnnotationSpec> of(Handler handler, Scope scope) {
    AnnotationSpec own =
        AnnotationSpec.builder(Names.MARKER)
            .addMember("value", "$L.class", Names.inFront(handler.type()))
            .build();
    Stream<AnnotationSpec> standard =
        standard(scope).stream()
            .map(
                type ->
                    AnnotationSpec.builder(ClassName.get(type))
                        .addMember("value", "$S", PROCESSOR)
                        .build());
    return Stream.concat(standard, Stream.of(own)).toList();
  }

  /** The marker of the JDK, if the handler's module can name it. */
  static Optional<TypeElement> standard(Scope scope) {
    return scope.find(JDK_GENERATED);
  }
}
