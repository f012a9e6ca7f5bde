package dev.pollen.processor.write;

import dev.pollen.processor.model.Form;
import dev.pollen.processor.model.Message;
import dev.pollen.processor.model.Size;
import java.util.ArrayList;
import java.util.List;

/** Messages as the description of a protocol tells them: a line for each component. */
final class LayoutText {
  private LayoutText() {}

  /** The lines of a record. */
  static List<String> of(Message message) {
    List<String> lines = new ArrayList<>();
    lines.add("record " + message.type().getQualifiedName());
    message
        .components()
        .forEach(component -> lines.add("  " + component.name() + " " + of(component.form())));
    return lines;
  }

  private static String of(Form form) {
    if (form instanceof Form.Numeral number) {
      return number.isFloating()
          ? "float width=" + number.width() + order(number.little())
          : "number width=" + number.width() + order(number.little()) + sign(number);
    } else if (form instanceof Form.Flag) {
      return "boolean";
    } else if (form instanceof Form.Constant constant) {
      return "constant width=" + constant.width() + order(constant.little()) + count(constant);
    } else if (form instanceof Form.Bytes bytes) {
      return "bytes " + of(bytes.size());
    } else if (form instanceof Form.Text text) {
      return "text " + of(text.size()) + " charset=" + text.charset();
    } else if (form instanceof Form.Nested nested) {
      return "record " + nested.type().getQualifiedName();
    } else if (form instanceof Form.Many many) {
      return "list " + of(many.count()) + " of " + of(many.element());
    }
    return "unknown";
  }

  private static String of(Size size) {
    if (size instanceof Size.Prefixed prefixed) {
      return "prefix=" + prefixed.width() + order(prefixed.little()) + " max=" + prefixed.max();
    }
    return "fixed=" + ((Size.Fixed) size).bytes();
  }

  private static String sign(Form.Numeral number) {
    return " signed=" + !number.unsigned();
  }

  private static String count(Form.Constant constant) {
    return " count=" + constant.constants();
  }

  private static String order(boolean little) {
    return " order=" + (little ? "LITTLE" : "BIG");
  }
}
