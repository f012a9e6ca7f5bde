package dev.pollen.processor.rule;

import dev.pollen.processor.bind.BoundHandler;
import dev.pollen.processor.bind.BoundMethod;
import dev.pollen.processor.bind.Cut;
import dev.pollen.processor.model.Coder;
import dev.pollen.processor.model.Event;
import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.Frame;
import dev.pollen.processor.model.Qualifiers;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.report.Diagnostic;
import dev.pollen.processor.report.Finding;
import java.util.List;
import java.util.function.Consumer;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;

/** What methods that read in one state must agree in. */
final class InputRules implements Rule {

  @Override
  public void check(BoundHandler bound, Scope scope, Consumer<Finding> findings) {
    Guards guards = new Guards(bound);
    List<EventMethod> reads =
        bound.protocol().reads().stream()
            .map(BoundMethod::method)
            .filter(InputRules::isClear)
            .toList();
    for (EventMethod method : reads) {
      for (EventMethod earlier : reads.subList(0, reads.indexOf(method))) {
        List<String> shared = guards.shared(earlier, method);
        if (!shared.isEmpty() && conflict(earlier, method)) {
          findings.accept(finding(earlier, method, shared));
          break;
        }
      }
    }
  }

  /** Tells whether it is clear what a method reads; else that is a finding of its own. */
  private static boolean isClear(EventMethod method) {
    Qualifiers qualifiers = method.qualifiers();
    return method.event() == Event.READ
        && qualifiers.frames().size() < 2
        && (qualifiers.decode().isEmpty() || method.decoder().isPresent())
        && (qualifiers.command().isEmpty() || CommandRules.hasWords(method));
  }

  /** Two methods that serve no commands cannot share a state, however they read. */
  private static boolean conflict(EventMethod one, EventMethod other) {
    boolean isCommand = one.qualifiers().command().isPresent();
    boolean isOtherCommand = other.qualifiers().command().isPresent();
    return isCommand != isOtherCommand
        || (isCommand && !Cut.of(one).shape().equals(Cut.of(other).shape()));
  }

  private static Finding finding(EventMethod earlier, EventMethod later, List<String> shared) {
    String[] arguments = {
      earlier.name(), later.name(), Guards.suffix(shared), input(earlier), input(later)
    };
    Element element = later.element();
    return later
        .qualifiers()
        .frame()
        .map(frame -> frame.attributes().annotation())
        .or(() -> later.qualifiers().decode().map(decode -> decode.annotation()))
        .map(annotation -> Diagnostic.FRAMING_CONFLICT.at(element, annotation, arguments))
        .orElseGet(() -> Diagnostic.FRAMING_CONFLICT.at(element, arguments));
  }

  /** {@code commands of @Line(max=512)}. */
  private static String input(EventMethod method) {
    String pieces =
        method
            .qualifiers()
            .frame()
            .map(Frame::attributes)
            .map(attributes -> text(attributes.annotation()))
            .or(() -> method.decoder().map(InputRules::messages))
            .orElse("bytes as they arrive");
    return method.qualifiers().command().isPresent() ? "commands of " + pieces : pieces;
  }

  private static String messages(Coder decoder) {
    return "messages of " + String.join(".", decoder.simpleNames());
  }

  private static String text(AnnotationMirror annotation) {
    String values = annotation.toString();
    int from = values.indexOf('(');
    return Texts.name(annotation) + (from < 0 ? "" : values.substring(from));
  }
}
