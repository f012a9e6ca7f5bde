package dev.pollen.example.http.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The header fields of a request, in their order. A list and not a map: there are few of them, and
 * no choice of names makes it slow. Most are never asked for, so they stay the bytes they came in.
 */
public final class Fields {
  static final Fields NONE = new Fields(new byte[0], new int[0]);

  private final byte[] bytes;

  /** Where in the bytes each line begins and where its colon is, in turns. */
  private final int[] bounds;

  Fields(byte[] bytes, int[] bounds) {
    this.bytes = bytes;
    this.bounds = bounds;
  }

  /** The next line of a name, from some line on; behind all lines, if there is none. */
  private int find(String name, int from) {
    int line = from;
    while (line < bounds.length && !Syntax.isName(name, bytes, bounds[line], bounds[line + 1])) {
      line += 2;
    }
    return line;
  }

  /** The one line of a name; behind all lines, if there is none. */
  private int findSingle(String name) throws Refusal {
    int line = find(name, 0);
    if (line < bounds.length && find(name, line + 2) < bounds.length) {
      throw Refusal.badRequest("more than one field " + name);
    }
    return line;
  }

  private String value(int line) {
    int start = valueStart(line);
    int end = lineEnd(line);
    while (end > start && Syntax.isSpace(bytes[end - 1])) {
      end--;
    }
    return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
  }

  private int valueStart(int line) {
    return Syntax.spaceEnd(bytes, bounds[line + 1] + 1, lineEnd(line));
  }

  private int lineEnd(int line) {
    int next = line + 2;
    return next == bounds.length ? bytes.length : bounds[next] - "\r\n".length();
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
    int line = findSingle(name);
    return line == bounds.length ? Optional.empty() : Optional.of(value(line));
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
      // There are no control characters in it but tabs.
      String trimmed = member.trim();
      if (!trimmed.isEmpty()) {
        members.add(trimmed.toLowerCase(Locale.ROOT));
      }
    }
    return members;
  }

  /**
   * Whether the field host is there.
   *
   * @throws Refusal if it occurs more than once, or names no host
   */
  boolean hasHost() throws Refusal {
    int line = findSingle("host");
    if (line == bounds.length) {
      return false;
    }
    int end = lineEnd(line);
    int hostEnd = Syntax.hostEnd(bytes, valueStart(line), end);
    if (Syntax.spaceEnd(bytes, hostEnd, end) != end) {
      throw Refusal.badRequest("the field host names no host");
    }
    return true;
  }
}
