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
    return of(Names.MARKER, handler.type(), scope);
  }

  /** The same for the codec of a record. */
  static List<AnnotationSpec> ofCodec(TypeElement record, Scope scope) {
    return of(Names.CODEC_MARKER, record, scope);
  }

  private static List<AnnotationSpec> of(ClassName marker, TypeElement origin, Scope scope) {
    AnnotationSpec own =
        AnnotationSpec.builder(marker)
            .addMember("value", "$L.class", Names.inFront(origin))
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
