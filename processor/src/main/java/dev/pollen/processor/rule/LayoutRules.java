package dev.pollen.processor.rule;

import dev.pollen.processor.model.Component;
import dev.pollen.processor.model.Component.Layout;
import dev.pollen.processor.model.Form;
import dev.pollen.processor.model.LayoutKind;
import dev.pollen.processor.model.Size;
import dev.pollen.processor.model.TypeText;
import dev.pollen.processor.read.Layouts;
import dev.pollen.processor.report.Diagnostic;
import dev.pollen.processor.report.Finding;
import java.nio.charset.Charset;
import java.util.function.Consumer;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.type.TypeKind;

/** What may be said about the layout of components. */
final class LayoutRules {
  private static final int MAX_PREFIX = 4;

  private final Component component;
  private final Form each;
  private final Consumer<Finding> findings;

  private LayoutRules(Component component, Consumer<Finding> findings) {
    this.component = component;
    this.each = component.form().each();
    this.findings = findings;
  }

  static void check(Component component, Consumer<Finding> findings) {
    if (!(component.form().each() instanceof Form.Unknown)) {
      new LayoutRules(component, findings).check();
    }
  }

  private void check() {
    boolean applies = true;
    for (Layout layout : component.layouts()) {
      if (applies(layout.kind())) {
        checkValues(layout);
      } else {
        applies = false;
        findings.accept(
            Diagnostic.MISPLACED_LAYOUT.at(
                component.place(),
                layout.annotation(),
                layout.kind().annotation(),
                component.name(),
                TypeText.of(component.type()),
                layout.kind().purpose()));
      }
    }
    if (applies) {
      checkFit();
    }
  }

  private boolean applies(LayoutKind kind) {
    boolean isSized = each instanceof Form.Bytes || each instanceof Form.Text;
    return switch (kind) {
      case WIDTH -> isInteger() || each instanceof Form.Constant;
      case UNSIGNED -> isInteger() && ((Form.Numeral) each).kind() != TypeKind.CHAR;
      case ORDER -> component.form().hasOrder();
      case FIXED -> isSized;
      case PREFIX -> isSized && component.layout(LayoutKind.FIXED).isEmpty();
      case COUNT -> component.form() instanceof Form.Many;
    };
  }

  private boolean isInteger() {
    return each instanceof Form.Numeral number && !number.isFloating();
  }

  private void checkValues(Layout layout) {
    switch (layout.kind()) {
      case WIDTH ->
          checkRange(layout, "value", "", 1, each instanceof Form.Numeral n ? n.typeWidth() : 4);
      case FIXED -> {
        checkRange(layout, "value", "", 1, Integer.MAX_VALUE);
        checkCharset(layout);
      }
      case PREFIX, COUNT -> {
        if (checkRange(layout, "width", "The width of ", 1, MAX_PREFIX)) {
          checkRange(layout, "max", "The max of ", 1, greatest(layout.kind()));
        }
        checkCharset(layout);
      }
      case UNSIGNED, ORDER -> {}
    }
  }

  private long greatest(LayoutKind kind) {
    Size size =
        kind == LayoutKind.COUNT
            ? ((Form.Many) component.form()).count()
            : each instanceof Form.Text text ? text.size() : ((Form.Bytes) each).size();
    return size instanceof Size.Prefixed prefixed
        ? Math.min(Integer.MAX_VALUE, Size.greatest(prefixed.width()))
        : Integer.MAX_VALUE;
  }

  /** Whether a number is in its range, or is not written. */
  private boolean checkRange(Layout layout, String member, String prefix, long min, long max) {
    AnnotationValue value = Layouts.written(layout, member).orElse(null);
    if (value == null
        || !(value.getValue() instanceof Integer number)
        || (number >= min && number <= max)) {
      return true;
    }
    findings.accept(
        Diagnostic.LAYOUT_OUT_OF_RANGE.at(
            component.place(),
            layout.annotation(),
            value,
            prefix + layout.kind().annotation(),
            component.name(),
            number.toString(),
            max == Integer.MAX_VALUE ? "at least " + min : min + " to " + max));
    return false;
  }

  private void checkCharset(Layout layout) {
    AnnotationValue value = Layouts.written(layout, "charset").orElse(null);
    if (value != null && value.getValue() instanceof String name && !isCharset(name)) {
      findings.accept(
          Diagnostic.UNKNOWN_CHARSET.at(
              component.place(), layout.annotation(), value, name, component.name()));
    }
  }

  private static boolean isCharset(String name) {
    try {
      return Charset.isSupported(name);
    } catch (IllegalArgumentException noName) {
      return false;
    }
  }

  private void checkFit() {
    if (each instanceof Form.Numeral number
        && number.unsigned()
        && number.kind() != TypeKind.CHAR
        && number.width() == number.typeWidth()) {
      findings.accept(
          Diagnostic.UNSIGNED_TOO_WIDE.at(
              component.place(),
              component.name(),
              TypeText.of(component.type()),
              String.valueOf(number.width())));
    }
    if (each instanceof Form.Constant constant
        && constant.width() == 1
        && constant.constants() > Form.CONSTANTS_OF_ONE_BYTE) {
      findings.accept(
          Diagnostic.ENUM_TOO_LARGE.at(
              component.place(),
              TypeText.of(constant.type()),
              component.name(),
              String.valueOf(constant.constants())));
    }
  }
}
