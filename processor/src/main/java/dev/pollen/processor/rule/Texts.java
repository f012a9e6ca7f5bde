package dev.pollen.processor.rule;

import dev.pollen.processor.model.Role;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;

/** Words for people. */
final class Texts {
  private Texts() {}

  /** {@code a}, {@code a and b}, {@code a, b and c}. */
  static String list(List<String> items, String conjunction) {
    int last = items.size() - 1;
    return last < 1
        ? String.join("", items)
        : String.join(", ", items.subList(0, last)) + " " + conjunction + " " + items.get(last);
  }

  /** {@code @OnRead}: an annotation by its simple name. */
  static String name(AnnotationMirror annotation) {
    return "@" + annotation.getAnnotationType().asElement().getSimpleName();
  }

  /** A kind of channel. */
  static String channel(Role role) {
    return switch (role) {
      case CONNECTION -> "a connection";
      case LISTENER -> "a listener";
      case DATAGRAMS -> "a datagram socket";
    };
  }

  /** A text in which every character can be seen. */
  static String visible(String text) {
    return text.chars().mapToObj(each -> visible((char) each)).collect(Collectors.joining());
  }

  private static String visible(char letter) {
    return switch (letter) {
      case '\r' -> "\\r";
      case '\n' -> "\\n";
      case '\t' -> "\\t";
      default ->
          Character.isISOControl(letter) || Character.isSurrogate(letter)
              ? String.format("\\u%04x", (int) letter)
              : String.valueOf(letter);
    };
  }

  /** {@code state 'A'}, {@code states 'A' and 'B'}. */
  static String states(List<String> names) {
    List<String> quoted = names.stream().map(name -> "'" + name + "'").toList();
    return (names.size() == 1 ? "state " : "states ") + list(quoted, "and");
  }

  /** The choice that was probably meant, if its name is near enough to be a slip. */
  static <T> Optional<T> nearest(String word, Collection<T> choices, Function<T, String> name) {
    int threshold = Math.max(1, word.length() / 3);
    return choices.stream()
        .filter(choice -> distance(word, name.apply(choice)) <= threshold)
        .min(Comparator.comparingInt(choice -> distance(word, name.apply(choice))));
  }

  /** How many letters must be added, removed or replaced, whatever their case. */
  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
