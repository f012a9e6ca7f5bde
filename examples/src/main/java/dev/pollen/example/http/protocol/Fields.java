package dev.pollen.example.http.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The header fields of a request, in their order. A list and not a map: there are few of them, and
 * no choice of names makes it slow. Most are never asked for, so they stay the lines they came in.
 */
public final class Fields {
  private static final int MAX_FIELDS = 100;

  private final List<Field> fields = new ArrayList<>();

  private record Field(String line, int colon) {
    boolean isNamed(String name) {
      return colon == name.length() && line.regionMatches(true, 0, name, 0, colon);
    }

    String value() {
      return Syntax.trim(line, colon + 1, line.length());
    }
  }

  Fields() {}

  /** Adds the field that a line holds. */
  void addLine(String line) throws Refusal {
    int colon = line.indexOf(':');
    // A name is a token, so this also refuses a space before the colon and a folded line.
    if (!Syntax.isToken(line, 0, colon)) {
      throw Refusal.badRequest("a line of the head is no field");
    }
    if (fields.size() == MAX_FIELDS) {
      throw new Refusal(Status.HEADER_FIELDS_TOO_LARGE, "more than " + MAX_FIELDS + " fields");
    }
    fields.add(new Field(line, colon));
  }

  /**
   * The values of all fields of a name.
   *
   * @param name the name, in any case
   * @return one value for each line that had it
   */
  public List<String> all(String name) {
    List<String> values = List.of();
    for (Field field : fields) {
      if (field.isNamed(name)) {
        values = values.isEmpty() ? new ArrayList<>(1) : values;
        values.add(field.value());
      }
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
    Field found = null;
    for (Field field : fields) {
      if (field.isNamed(name)) {
        if (found != null) {
          throw Refusal.badRequest("more than one field " + name);
        }
        found = field;
      }
    }
    return Optional.ofNullable(found).map(Field::value);
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
