package dev.pollen.processor;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Runs the processor and shows what it asks one of the tools of the compiler for. */
final class EnvironmentSpy extends AbstractProcessor {
  private final DispatcherProcessor processor = new DispatcherProcessor();
  private final Class<?> tool;
  private final BiConsumer<Method, Object[]> witness;

  private EnvironmentSpy(Class<?> tool, BiConsumer<Method, Object[]> witness) {
    this.tool = tool;
    this.witness = witness;
  }

  /** Shows what the {@code Filer} is asked for: the name and the origins. */
  static EnvironmentSpy onFiler(Consumer<List<Object>> witness) {
    return new EnvironmentSpy(
        Filer.class,
        (method, arguments) -> {
          int last = arguments.length - 1;
          List<Object> shown = new ArrayList<>(Arrays.asList(arguments).subList(0, last));
          shown.addAll(Arrays.asList((Object[]) arguments[last]));
          witness.accept(shown);
        });
  }

  /** Shows the names of the types that are looked up. */
  static EnvironmentSpy onLookups(Consumer<String> witness) {
    return new EnvironmentSpy(
        Elements.class,
        (method, arguments) -> {
          if (method.getName().equals("getTypeElement")) {
            witness.accept(arguments[arguments.length - 1].toString());
          }
        });
  }

  private interface Call {
    Object answer(Method method, Object[] arguments) throws ReflectiveOperationException;
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    processor.init(
        proxy(
            ProcessingEnvironment.class,
            (method, arguments) -> {
              Object result = method.invoke(environment, arguments);
              return method.getReturnType() == tool ? watched(tool, result) : result;
            }));
  }

  private <T> T watched(Class<T> type, Object watched) {
    return proxy(
        type,
        (method, arguments) -> {
          witness.accept(method, arguments);
          return method.invoke(watched, arguments);
        });
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> call.answer(method, arguments)));
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    processor.process(annotations, round);
    return false;
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return processor.getSupportedAnnotationTypes();
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return processor.getSupportedSourceVersion();
  }
}
