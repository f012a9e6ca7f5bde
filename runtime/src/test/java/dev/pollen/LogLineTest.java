package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LogLineTest {
  private static String line(String value) {
    return new LogLine().add("k", value).toString();
  }

  @Test
  void separatesItsPartsAndLeavesOutWhatIsNotThere() {
    assertThat(new LogLine().word("Loop").add("a", 1).add("b", null).add("c", "x"))
        .hasToString("Loop a=1 c=x");
  }

  @Test
  void quotesWhatCouldBeMisread() {
    assertThat(line("plain/text:1[é]")).isEqualTo("k=plain/text:1[é]");
    assertThat(line("")).isEqualTo("k=\"\"");
    assertThat(line("a b")).isEqualTo("k=\"a b\"");
    assertThat(line("a=b")).isEqualTo("k=\"a=b\"");
    assertThat(line("a\"b")).isEqualTo("k=\"a\\\"b\"");
    assertThat(line("a\\b")).isEqualTo("k=\"a\\\\b\"");
  }

  @Test
  void staysOneLine() {
    assertThat(line("a\r\n\tb")).isEqualTo("k=\"a\\r\\n\\tb\"");
    assertThat(line("\u0000\u001b[31m\u0085\u2028\u2029\u202e"))
        .isEqualTo("k=\"\\u0000\\u001b[31m\\u0085\\u2028\\u2029\\u202e\"");
  }

  @Test
  void staysShort() {
    assertThat(line("x".repeat(1000))).isEqualTo("k=" + "x".repeat(1000));
    assertThat(line("x".repeat(100_000))).isEqualTo("k=" + "x".repeat(1000) + "...");
  }
}
