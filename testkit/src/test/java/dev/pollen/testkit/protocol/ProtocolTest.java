package dev.pollen.testkit.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pollen.testkit.protocol.subject.Guestbook;
import dev.pollen.testkit.protocol.subject.Subject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Descriptions of protocols, read and written. */
class ProtocolTest {
  private static final String EVERYTHING =
      """
      pollen-protocol 1
      handler app.Desk
      commands exact-case
      begins OPEN TEXT
      state OPEN
        line end=CRLF max=512 oversized=CLOSE
        command SIGN name:text:ISO-8859-1 -> OPEN TEXT
        command NUMBERS tiny:number:-128..127 large:number:-9223372036854775808..9223372036854775807
        command LEVEL level:constant:LOW|HIGH key:bytes words:texts:UTF-8
        command ALL keys:arrays
        command -> what:rest:UTF-8 -> [*]
        others line:text:UTF-8 -> ?
      state TEXT
        until delimiter=\\r\\n.\\\\\\x20\\xc3 max=100 oversized=SKIP
        takes -> SIZED
      state SIZED
        exactly by=size max=1000 oversized=CLOSE
        takes value:bytes
      state BLOCKS
        exactly length=16
        takes value:bytes
      state NUMBERED
        prefixed width=2 order=LITTLE inclusive=true max=300 oversized=SKIP
        takes login:record:app.Login
      state VARINT
        prefixed width=varint max=300 oversized=CLOSE
        takes time:message:java.time.Instant
      state MESSAGES
        messages max=65536
        takes login:record:app.Login
      state BYTES
        unframed
        takes data:bytes
      state GRAM
        datagram
        takes login:record:app.Login
      state DOZING
        nothing-is-read
      record app.Login
        version number width=2 order=BIG signed=false
        weight float width=4 order=LITTLE
        secure boolean
        mode constant width=1 order=BIG count=2
        token bytes fixed=16
        tag text fixed=8 charset=ISO-8859-1
        name text prefix=1 order=BIG max=255 charset=UTF-8
        from record app.Place
        way list prefix=1 order=BIG max=255 of record app.Place
        names list prefix=2 order=BIG max=1024 of text prefix=1 order=BIG max=20 charset=UTF-8
        strange unknown
      record app.Place
        x number width=2 order=LITTLE signed=true
      """;

  @Test
  void writesWhatItHasRead() {
    assertThat(Protocol.parse(EVERYTHING)).hasToString(EVERYTHING);
  }

  @ParameterizedTest
  @EnumSource
  void readsWhatTheProcessorWrites(Subject subject) throws IOException {
    String name = subject.handler().getName();
    String file = name.substring(name.lastIndexOf('.') + 1) + ".protocol";
    try (var text = subject.handler().getResourceAsStream(file)) {
      assertThat(Protocol.of(subject.handler()))
          .hasToString(new String(text.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void tellsHandlerAndStates() {
    Protocol protocol = Protocol.of(Guestbook.class);

    assertThat(protocol.handler()).isEqualTo(Guestbook.class.getName());
    assertThat(protocol.states()).containsExactly("GREETED", "SIGNING");
  }

  @Test
  void saysWhatIsMissingIfThereIsNoDescription() {
    assertThatThrownBy(() -> Protocol.of(ProtocolTest.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ProtocolTest has no description ProtocolTest.protocol");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pollen-protocol 1        | pollen-protocol 2      | line 1: it must be
          handler app.Desk         | handler                | line 2: one word must follow "handler"
          handler app.Desk         | state A                | line 2: it must begin with "handler"
          line end=CRLF            | line end=CR            | line 6: CR is none of lineends
          line end=CRLF max=512    | line end=CRLF          | line 6: max= is missing
          line end=CRLF max=512    | line end=CRLF max=much | line 6: "much" is no number
          line end=CRLF            | lane end=CRLF          | line 6: "lane" is no kind of frame
          name:text:ISO-8859-1     | name:text:LATIN-99     | line 7: "LATIN-99" is no charset
          name:text:ISO-8859-1     | name                   | line 7: "name" is no parameter
          name:text:ISO-8859-1     | name:thing             | line 7: "thing" is no kind of parameter
          number:-128..127         | number:-128            | line 8: "-128" is no range
          others line              | other line             | line 12: "other" is no kind of input
          secure boolean           | secure truth           | line 42: "truth" is no kind of
          secure boolean           | secure                 | line 42: something is missing
          from record app.Place    | from record app.Space  | the record app.Space is not described
          takes -> SIZED           | takes -> PRICED        | the state PRICED is not described
          max=255 of record        | max=255 record         | line 48: it is not said what the list
          """)
  void saysWhatIsWrong(String right, String wrong, String message) {
    assertThat(EVERYTHING).contains(right);
    assertThatThrownBy(() -> Protocol.parse(EVERYTHING.replace(right, wrong)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("No description of a protocol: ")
        .hasMessageContaining(message);
  }
}
