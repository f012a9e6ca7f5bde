package dev.pollen.example.http.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The header fields of a request, in their order. A list and not a map: there are few of them, and
 * no choice of names makes it slow.
 */
public final class Fields {
  private static final int MAX_FIELDS = 100;

  private final List<Field> fields = new ArrayList<>();

  private record Field(String name, String value) {}

  Fields() {}

  /** Adds the field that a line holds. */
  void addLine(String line) throws Refusal {
    int colon = line.indexOf(':');
    // A name is a token, so this also refuses a space before the colon and a folded line.
    if (colon < 0 || !Syntax.isToken(line.substring(0, colon))) {
      throw Refusal.badRequest("a line of the head is no field");
    }
    if (fields.size() == MAX_FIELDS) {
      throw new Refusal(Status.HEADER_FIELDS_TOO_LARGE, "more than " + MAX_FIELDS + " fields");
    }
    String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
    fields.add(new Field(name, Syntax.trim(line.substring(colon + 1))));
  }

  /**
   * The values of all fields of a name.
   *
   * @param name the name in lower case
   * @return one value for each line that had it
   */
  public List<String> all(String name) {
    return fields.stream().filter(field -> field.name.equals(name)).map(Field::value).toList();
  }

  /**
   * The value of a field that must not occur twice.
   *
   * @param name the name in lower case
   * @return the value, if there is the field
   * @throws Refusal if it occurs more than once
   */
  public Optional<String> single(String name) throws Refusal {
    List<String> values = all(name);
    if (values.size() > 1) {
      throw Refusal.badRequest("more than one field " + name);
    }
    return values.stream().findFirst();
  }

  /**
   * The members of a field that is a list.
   *
   * @param name the name in lower case
   * @return the members in lower case, of all lines that had it, without empty ones
   */
  public Stream<String> members(String name) {
    return all(name).stream()
        .flatMap(value -> Stream.of(value.split(",")))
        .map(member -> Syntax.trim(member).toLowerCase(Locale.ROOT))
        .filter(member -> !member.isEmpty());
  }
}
