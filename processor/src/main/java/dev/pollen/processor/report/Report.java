package dev.pollen.processor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** What was found in one handler. */
public final class Report {
  private final TypeElement handler;
  private final List<Finding> findings = new ArrayList<>();

  /** An empty report on a handler. */
  public Report(TypeElement handler) {
    this.handler = handler;
  }

  /** Adds a finding. */
  public void add(Finding finding) {
    findings.add(finding);
  }

  /** Tells whether something was found that forbids writing a dispatcher. */
  public boolean hasErrors() {
    return findings.stream().anyMatch(finding -> finding.diagnostic().severity() == Severity.ERROR);
  }

  /** Prints all findings, except warnings that are suppressed. */
  public void print(Messager messager) {
    findings.stream()
        .filter(finding -> !isSuppressed(finding))
        .forEach(each -> print(each, messager));
  }

  private void print(Finding finding, Messager messager) {
    Position position = finding.position();
    if (isForeign(position.element())) {
      // The member may be in a class file, and it is not wrong where it is: it is wrong here.
      String origin = " (inherited from '" + origin(position.element()) + "')";
      messager.printMessage(kind(finding), finding.message(origin), handler);
    } else {
      messager.printMessage(
          kind(finding),
          finding.message(""),
          position.element(),
          position.annotation(),
          position.value());
    }
  }

  private static javax.tools.Diagnostic.Kind kind(Finding finding) {
    return finding.diagnostic().severity().kind();
  }

  /** Tells whether an element is no part of the handler, nor the handler of it. */
  private boolean isForeign(Element element) {
    return !encloses(handler, element) && !encloses(element, handler);
  }

  private static boolean encloses(Element outer, @Nullable Element inner) {
    return inner != null && (inner.equals(outer) || encloses(outer, inner.getEnclosingElement()));
  }

  /** The member that is, or encloses, an element: {@code Base.read()}. */
  private static String origin(Element element) {
    Element encloser = element.getEnclosingElement();
    if (encloser instanceof TypeElement declarer) {
      String name = declarer.getSimpleName() + "." + element.getSimpleName();
      return element.getKind() == ElementKind.METHOD ? name + "()" : name;
    }
    return encloser == null ? element.toString() : origin(encloser);
  }

  /** Looks outward from where a warning is, and from where it is shown. */
  private boolean isSuppressed(Finding finding) {
    Diagnostic diagnostic = finding.diagnostic();
    return diagnostic.severity() == Severity.WARNING
        && (isSuppressed(diagnostic, finding.position().element())
            || isSuppressed(diagnostic, handler));
  }

  private static boolean isSuppressed(Diagnostic diagnostic, @Nullable Element from) {
    if (from == null) {
      return false;
    }
    return suppressions(from).anyMatch(("pollen:" + diagnostic.key())::equals)
        || isSuppressed(diagnostic, from.getEnclosingElement());
  }

  /** What is written, not what it is worth: a constant that is unknown would be an exception. */
  private static Stream<Object> suppressions(Element element) {
    return element.getAnnotationMirrors().stream()
        .filter(
            mirror ->
                ((TypeElement) mirror.getAnnotationType().asElement())
                    .getQualifiedName()
                    .contentEquals("java.lang.SuppressWarnings"))
        .flatMap(mirror -> mirror.getElementValues().values().stream())
        .flatMap(value -> value.getValue() instanceof List<?> list ? list.stream() : Stream.of())
        .map(entry -> entry instanceof AnnotationValue value ? value.getValue() : entry);
  }
}
