package dev.pollen.processor.write;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names and labels as Mermaid understands them. */
final class MermaidText {
  private static final Pattern PLAIN = Pattern.compile("[A-Z][A-Z0-9_]*");

  /** The words that begin a statement of a state diagram, whatever their case. */
  private static final Set<String> WORDS =
      Set.of(
          "accdescr",
          "acctitle",
          "class",
          "classdef",
          "click",
          "default",
          "direction",
          "hide",
          "href",
          "note",
          "scale",
          "state",
          "style");

  /** What ends a label, or means something in it. */
  private static final Pattern SPECIAL = Pattern.compile("[:;#<>\"&%`{}]");

  private MermaidText() {}

  /** Tells whether a state cannot be called by its name. */
  static boolean needsAlias(String state) {
    return !state.startsWith("[")
        && (!PLAIN.matcher(state).matches() || WORDS.contains(state.toLowerCase(Locale.ROOT)));
  }

  /** What a state is called. */
  static String id(String state) {
    return needsAlias(state) ? "_" + state : state;
  }

  /** All labels of one arrow. */
  static String label(Collection<String> labels) {
    return SPECIAL
        .matcher(String.join(", ", labels))
        .replaceAll(match -> Matcher.quoteReplacement("#" + match.group().codePointAt(0) + ";"));
  }
}
