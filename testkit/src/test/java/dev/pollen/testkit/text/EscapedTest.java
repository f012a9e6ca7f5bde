package dev.pollen.testkit.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Nothing stays invisible. */
final class EscapedTest {
  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void textIsALiteral() {
    assertThat(Escaped.literal(utf8("a \"b\"\\\t\r\n\0\u007f\u00e9\u2028")))
        .isEqualTo("\"a \\\"b\\\"\\\\\\t\\r\\n\\x00\\x7f\u00e9\u2028\"");
  }

  @Test
  void whatIsNoTextIsBytes() {
    assertThat(Escaped.literal(new byte[] {'a', (byte) 0xff, (byte) 0xc3}))
        .isEqualTo("\"a\\xff\\xc3\"");
  }

  @Test
  void eachLineIsALiteral() {
    assertThat(Escaped.lines(utf8("a\r\nb"))).containsExactly("\"a\\r\\n\"", "\"b\"");
    assertThat(Escaped.lines(utf8("a\n\n"))).containsExactly("\"a\\n\"", "\"\\n\"");
    assertThat(Escaped.lines(new byte[0])).containsExactly("\"\"");
  }
}
