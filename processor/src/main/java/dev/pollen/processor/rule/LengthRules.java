package dev.pollen.processor.rule;

import dev.pollen.processor.bind.BoundHandler;
import dev.pollen.processor.model.Attributes;
import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.Frame;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.model.TypeText;
import dev.pollen.processor.report.Diagnostic;
import dev.pollen.processor.report.Finding;
import java.util.List;
import java.util.function.Consumer;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** What the length of a frame may be, and who may tell it. */
final class LengthRules implements Rule {

  @Override
  public void check(BoundHandler bound, Scope scope, Consumer<Finding> findings) {
    for (EventMethod method : bound.handler().methods()) {
      for (Frame frame : method.qualifiers().frames()) {
        switch (frame.kind()) {
          case EXACTLY -> checkExact(method, frame, scope, findings);
          case LENGTH_PREFIXED -> checkPrefix(method, frame, findings);
          case LINE, UNTIL -> {
            // These have no length.
          }
        }
      }
    }
  }

  private static void checkExact(
      EventMethod method, Frame frame, Scope scope, Consumer<Finding> findings) {
    Attributes attributes = frame.attributes();
    int length = frame.length();
    String by = frame.lengthBy();
    boolean isConstant = length > 0 && length <= Frame.LARGEST && by.isEmpty();
    boolean isTold = length == 0 && !by.isEmpty();
    if (!isConstant && !isTold) {
      findings.accept(
          Diagnostic.BAD_LENGTH.at(
              method.element(),
              attributes.annotation(),
              attributes.written("value"),
              method.name()));
    } else if (isTold && frame.lengthMember().filter(each -> tells(each, scope)).isEmpty()) {
      List<? extends Element> choices =
          scope.elements().getAllMembers(scope.home()).stream()
              .filter(member -> tells(member, scope))
              .toList();
      findings.accept(
          Diagnostic.UNKNOWN_LENGTH.at(
              method.element(),
              attributes.annotation(),
              attributes.written("by"),
              Texts.visible(by),
              TypeText.of(scope.home()),
              Diagnostic.didYouMean(
                  Texts.nearest(by, choices, member -> member.getSimpleName().toString())
                      .map(member -> member.getSimpleName().toString()))));
    }
  }

  /** Tells whether a dispatcher can ask a member of the handler for a length. */
  private static boolean tells(Element member, Scope scope) {
    if (member.getModifiers().contains(Modifier.STATIC) || !scope.canCall(member)) {
      return false;
    }
    return member instanceof ExecutableElement method
        ? method.getKind() == ElementKind.METHOD
            && method.getParameters().isEmpty()
            && method.getReturnType().getKind() == TypeKind.INT
            && method.getThrownTypes().stream().allMatch(thrown -> isUnchecked(thrown, scope))
        : member.getKind().isField() && member.asType().getKind() == TypeKind.INT;
  }

  private static boolean isUnchecked(TypeMirror thrown, Scope scope) {
    return scope.isA(thrown, "java.lang.RuntimeException") || scope.isA(thrown, "java.lang.Error");
  }

  private static void checkPrefix(EventMethod method, Frame frame, Consumer<Finding> findings) {
    Attributes attributes = frame.attributes();
    int width = frame.width();
    if (width < Frame.VARINT || width > 4) {
      findings.accept(
          Diagnostic.BAD_WIDTH.at(
              method.element(),
              attributes.annotation(),
              attributes.written("width"),
              String.valueOf(width)));
    } else if (width == Frame.VARINT && frame.isInclusive()) {
      findings.accept(
          Diagnostic.INCLUSIVE_VARINT.at(
              method.element(), attributes.annotation(), attributes.written("inclusive")));
    }
  }
}
