package dev.pollen.example.http.protocol;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is found among the fields of a request. */
final class FieldsTest {
  private final RequestReader reader = new RequestReader(10_000, 0);

  private Fields fields(List<String> lines) throws Refusal {
    String head =
        "GET / HTTP/1.0\r\n" + String.join("", lines.stream().map(l -> l + "\r\n").toList());
    ByteBuffer input = ByteBuffer.wrap(Pieces.bytes(head + "\r\nGET /next HTTP/1.0\r\n\r\n"));
    return requireNonNull(reader.next(input)).fields();
  }

  private Fields fields(String... lines) throws Refusal {
    return fields(List.of(lines));
  }

  @Test
  void findsFieldsWhereverTheyAre() throws Refusal {
    Fields fields = fields("First: 1", "Empty:", "Second:\t 2 : two \t", "Last:3");
    assertThat(fields.single("first")).contains("1");
    assertThat(fields.single("EMPTY")).contains("");
    assertThat(fields.single("second")).contains("2 : two");
    assertThat(fields.single("last")).contains("3");
  }

  @Test
  void findsNoOthers() throws Refusal {
    Fields fields = fields("Name: value", "Longer-Name: value");
    assertThat(fields.single("nam")).isEmpty();
    assertThat(fields.single("value")).isEmpty();
    assertThat(fields.all("name:")).isEmpty();
    assertThat(fields().all("")).isEmpty();
  }

  @Test
  void keepsTheOrderOfThoseOfOneName() throws Refusal {
    Fields fields = fields("A: 1, X", "B: 2", "a: ", "A:\t, 3,");
    assertThat(fields.all("a")).containsExactly("1, X", "", ", 3,");
    assertThat(fields.members("a")).containsExactly("1", "x", "3");
    assertThatThrownBy(() -> fields.single("a")).isInstanceOf(Refusal.class);
  }

  @Test
  void staysAsItIsWhenTheNextRequestIsRead() throws Refusal {
    Fields fields = fields("A: 1");
    assertThat(fields("B: 2").all("a")).isEmpty();
    assertThat(fields.single("a")).contains("1");
  }

  @Test
  void takesAHundredFieldsAndNoMore() throws Refusal {
    List<String> lines = IntStream.range(0, 100).mapToObj(i -> "Name-" + i + ": " + i).toList();
    Fields fields = fields(lines);
    for (int i = 0; i < 100; i++) {
      assertThat(fields.single("name-" + i)).contains(Integer.toString(i));
    }
    assertThatThrownBy(() -> fields(Collections.nCopies(101, "A: b")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("more than 100 fields");
  }
}
