package dev.pollen.example.http.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The header fields of a request, in their order. A list and not a map: there are few of them, and
 * no choice of names makes it slow. Most are never asked for, so they stay the text they came in.
 */
public final class Fields {
  static final Fields NONE = new Fields("", new int[0]);

  private final String text;

  /** Where in the text each line begins and where its colon is, in turns. */
  private final int[] bounds;

  Fields(String text, int[] bounds) {
    this.text = text;
    this.bounds = bounds;
  }

  /** The next line of a name, from some line on; behind all lines, if there is none. */
  private int find(String name, int from) {
    int length = name.length();
    int line = from;
    while (line < bounds.length
        && (bounds[line + 1] - bounds[line] != length
            || !text.regionMatches(true, bounds[line], name, 0, length))) {
      line += 2;
    }
    return line;
  }

  private String value(int line) {
    boolean isLast = line + 2 == bounds.length;
    int end = isLast ? text.length() : bounds[line + 2] - "\r\n".length();
    return Syntax.trim(text, bounds[line + 1] + 1, end);
  }

  /**
   * The values of all fields of a name.
   *
   * @param name the name, in any case
   * @return one value for each line that had it
   */
  public List<String> all(String name) {
    List<String> values = List.of();
    for (int line = find(name, 0); line < bounds.length; line = find(name, line + 2)) {
      values = values.isEmpty() ? new ArrayList<>(1) : values;
      values.add(value(line));
    }
    return values;
  }

  /**
   * The value of a field that must not occur twice.
   *
   * @param name the name, in any case
   * @return the value, if there is the field
   * @throws Refusal if it occurs more than once
   */
  public Optional<String> single(String name) throws Refusal {
    int line = find(name, 0);
    if (line == bounds.length) {
      return Optional.empty();
    }
    if (find(name, line + 2) != bounds.length) {
      throw Refusal.badRequest("more than one field " + name);
    }
    return Optional.of(value(line));
  }

  /**
   * The members of a field that is a list.
   *
   * @param name the name, in any case
   * @return the members in lower case, of all lines that had it, without empty ones
   */
  public List<String> members(String name) {
    List<String> values = all(name);
    if (values.isEmpty()) {
      return values;
    }
    List<String> members = new ArrayList<>();
    for (String member : String.join(",", values).split(",", -1)) {
      String trimmed = Syntax.trim(member, 0, member.length());
      if (!trimmed.isEmpty()) {
        members.add(trimmed.toLowerCase(Locale.ROOT));
      }
    }
    return members;
  }
}
