package dev.pollen.processor.write;

import com.palantir.javapoet.JavaFile;
import java.io.IOException;
import java.io.Writer;
import javax.annotation.processing.Filer;
import javax.lang.model.element.TypeElement;

/** Turns a file of JavaPoet into one that looks as if somebody had typed it. */
final class SourceFile {
  private static final int WIDTH = 100;
  private static final String CONSTANT = "  private static ";
  private static final String FIELD = "  private ";

  private SourceFile() {}

  /** Writes a file that depends on one class and what is reachable from it. */
  static void write(JavaFile file, String name, TypeElement origin, Filer filer)
      throws IOException {
    try (Writer writer = filer.createSourceFile(name, origin).openWriter()) {
      writer.write(text(file));
    }
  }

  /** The text, with comments of one line on one line, nothing on none, and fields together. */
  static String text(JavaFile file) {
    String[] lines = file.toString().split("\n", -1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i];
      if (isBetweenFields(lines, i)) {
        continue;
      }
      if (isShortComment(lines, i)) {
        String comment = line + lines[i + 1].stripLeading().substring(1) + " */";
        if (comment.length() <= WIDTH) {
          line = comment;
          i += 2;
        }
      }
      while (line.endsWith("{") && i + 1 < lines.length && beginsWith("}", lines[i + 1])) {
        line += lines[++i].stripLeading();
      }
      text.append(line);
      if (i + 1 < lines.length) {
        text.append('\n');
      }
    }
    return text.toString();
  }

  /** Tells whether a line is a blank one between two constants, or two fields. */
  private static boolean isBetweenFields(String[] lines, int at) {
    if (!lines[at].isEmpty() || at == 0 || at + 1 == lines.length) {
      return false;
    }
    String before = lines[at - 1];
    String after = lines[at + 1];
    return before.endsWith(";")
        && before.startsWith(FIELD)
        && after.startsWith(FIELD)
        && before.startsWith(CONSTANT) == after.startsWith(CONSTANT);
  }

  /** Tells whether a comment with a single line begins here. */
  private static boolean isShortComment(String[] lines, int at) {
    return at + 2 < lines.length
        && isOnly("/**", lines[at])
        && beginsWith("* ", lines[at + 1])
        && isOnly("*/", lines[at + 2]);
  }

  private static boolean isOnly(String text, String line) {
    return line.length() == indent(line) + text.length() && line.endsWith(text);
  }

  private static boolean beginsWith(String text, String line) {
    return line.startsWith(text, indent(line));
  }

  private static int indent(String line) {
    int spaces = 0;
    while (spaces < line.length() && line.charAt(spaces) == ' ') {
      spaces++;
    }
    return spaces;
  }
}
