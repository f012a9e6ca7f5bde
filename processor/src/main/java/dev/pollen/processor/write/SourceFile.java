package dev.pollen.processor.write;

import com.palantir.javapoet.JavaFile;
import java.io.IOException;
import java.io.Writer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.annotation.processing.Filer;
import javax.lang.model.element.TypeElement;

/** Turns a file of JavaPoet into one that looks as if somebody had typed it. */
final class SourceFile {
  private static final int WIDTH = 100;
  private static final Pattern SHORT_COMMENT =
      Pattern.compile("^( *)/\\*\\*\n *\\* (.*)\n *\\*/$", Pattern.MULTILINE);

  private static final Pattern EMPTY_BODY = Pattern.compile("\\{\n *}");

  /** Between two constants, or two fields. */
  private static final Pattern BLANK_LINE =
      Pattern.compile(
          "(?<=\n)(  private static [^\n]*;\n)\n(?=  private static )"
              + "|(?<=\n)(  private (?!static)[^\n]*;\n)\n(?=  private (?!static)[^\n]*;\n)");

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
    String compact =
        BLANK_LINE
            .matcher(file.toString())
            .replaceAll(match -> Matcher.quoteReplacement(match.group().stripTrailing() + "\n"));
    return SHORT_COMMENT
        .matcher(EMPTY_BODY.matcher(compact).replaceAll("{}"))
        .replaceAll(
            match -> {
              String line = match.group(1) + "/** " + match.group(2) + " */";
              return Matcher.quoteReplacement(line.length() <= WIDTH ? line : match.group());
            });
  }
}
