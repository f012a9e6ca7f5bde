/**
 * The annotation processor of Pollen: reads handlers, reports what is wrong with them, and writes a
 * dispatcher for each that is right.
 *
 * <p>Belongs on the processor path of a compilation and nowhere else. It exports nothing.
 */
module dev.pollen.processor {
  requires com.palantir.javapoet;
  requires java.compiler;
  requires static com.google.auto.service;
  requires static jdk.compiler;
  requires static org.jspecify;

  provides javax.annotation.processing.Processor with
      dev.pollen.processor.DispatcherProcessor;
}
