package dev.pollen.processor;

import com.google.auto.service.AutoService;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.read.Handlers;
import dev.pollen.processor.read.Markings;
import dev.pollen.processor.read.Unresolved;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * Writes a dispatcher for every handler of a compilation, and a codec for every message.
 *
 * <p>It has no options and no state but what is left to do. It claims no annotation: a processor
 * that asks for all annotations and comes after it would not be called otherwise.
 */
@AutoService(Processor.class)
public final class DispatcherProcessor extends AbstractProcessor {
  private final Waiting waiting = new Waiting();
  private Workshop workshop;
  private MessageWorkshop messages;

  /** For the compiler. */
  public DispatcherProcessor() {}

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    workshop = new Workshop(environment);
    messages = new MessageWorkshop(environment, workshop);
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    Set<String> types = new HashSet<>(Markings.annotationTypes());
    types.addAll(Markings.typesBesideEvents());
    return types;
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    waiting.noteSources(round.getRootElements());
    candidates(annotations, round)
        .map(this::scope)
        .forEach(scope -> work(scope).ifPresent(missing -> postpone(scope, missing, round)));
    return false;
  }

  /** Works on what may be a handler, a message or both; nothing is written for half of that. */
  private Optional<Unresolved> work(Scope scope) {
    Optional<Unresolved> missing = messages.missing(scope);
    if (missing.isEmpty() && Handlers.isMarked(scope.home())) {
      missing = workshop.work(scope);
    }
    if (missing.isEmpty()) {
      messages.work(scope);
    }
    return missing;
  }

  /** The classes to work on, in an order that does not depend on that of the sources. */
  private Stream<TypeElement> candidates(
      Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Stream<TypeElement> annotated =
        annotations.stream()
            .flatMap(annotation -> round.getElementsAnnotatedWith(annotation).stream())
            .map(DispatcherProcessor::classOf);
    return Stream.concat(waiting.drain(processingEnv.getElementUtils()), annotated)
        .distinct()
        .sorted(Comparator.comparing(type -> type.getQualifiedName().toString()));
  }

  /** An event annotation is on a method, the others are on the class itself. */
  private static TypeElement classOf(Element annotated) {
    return annotated instanceof TypeElement type ? type : Scope.declarer(annotated);
  }

  private Scope scope(TypeElement type) {
    return new Scope(
        type, processingEnv.getElementUtils(), processingEnv.getTypeUtils(), waiting::isCompiled);
  }

  private void postpone(Scope scope, Unresolved missing, RoundEnvironment round) {
    if (!round.processingOver()) {
      waiting.add(scope);
    } else if (!round.errorRaised() && !waiting.isCompiled(missing.element())) {
      // The compiler itself is silent about class files that nobody but us looks into.
      workshop.giveUp(scope.home(), missing);
    }
  }
}
