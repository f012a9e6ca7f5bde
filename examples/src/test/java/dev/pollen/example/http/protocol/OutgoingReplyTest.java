package dev.pollen.example.http.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes of replies, and in which pieces they leave. */
final class OutgoingReplyTest {
  private Instant now = Instant.parse("1994-11-06T08:49:37Z");
  private final ReplyWriter writer = new ReplyWriter(() -> now);

  private List<String> pieces(Reply reply, boolean sendsBody, boolean isLast) throws IOException {
    List<String> pieces = new ArrayList<>();
    try (OutgoingReply outgoing = new OutgoingReply(reply, writer, sendsBody, isLast)) {
      for (ByteBuffer next = outgoing.next(); next != null; next = outgoing.next()) {
        pieces.add(StandardCharsets.ISO_8859_1.decode(next).toString());
      }
    }
    return pieces;
  }

  private static Reply text(String text) {
    return new Reply(Status.OK, ContentType.of("text/plain"), Body.of(text));
  }

  @Test
  void sendsShortContentWithItsHead() throws IOException {
    assertThat(pieces(text("Hello"), true, false))
        .containsExactly(
            """
            HTTP/1.1 200 OK
            Date: Sun, 06 Nov 1994 08:49:37 GMT
            Content-Type: text/plain
            Content-Length: 5
            Connection: keep-alive

            Hello"""
                .replace("\n", "\r\n"));
  }

  @Test
  void sendsLongContentBehindItsHead() throws IOException {
    String content = "a".repeat(2000);
    List<String> pieces = pieces(text(content), true, true);
    assertThat(pieces).hasSize(2).endsWith(content);
    assertThat(pieces.get(0)).endsWith("Content-Length: 2000\r\nConnection: close\r\n\r\n");
  }

  @Test
  void sendsOnlyTheHeadToThoseWhoWantNoMore() throws IOException {
    String head = String.join("", pieces(text("Hello"), false, false));
    assertThat(head).contains("Content-Length: 5\r\n").endsWith("\r\n\r\n");
  }

  @Test
  void writesNoLettersThatWouldBecomeTheEndOfALine() throws IOException {
    Reply reply = text("").with("Location", "/\u010d\u010aSet-Cookie: \u00e4");
    assertThat(pieces(reply, true, false).get(0)).contains("Location: /??Set-Cookie: \u00e4\r\n");
    Reply typed = new Reply(Status.OK, ContentType.of("a/\u010d\u010ab"), Body.of(""));
    assertThat(pieces(typed, true, false).get(0)).contains("Content-Type: a/??b\r\n");
  }

  @Test
  void hasRoomForFieldsOfAnyLength() throws IOException {
    String place = "/" + "b".repeat(10_000);
    assertThat(pieces(text("Hello").with("Location", place), true, false).get(0))
        .contains("Location: " + place + "\r\n")
        .endsWith("\r\n\r\nHello");
    assertThat(pieces(text("Hello"), true, false).get(0)).doesNotContain("b");
  }

  @Test
  void tellsTheTimeOfEachTurn() throws IOException {
    assertThat(pieces(text(""), true, false).get(0)).contains("08:49:37 GMT\r\n");
    now = now.plusSeconds(1);
    writer.beginTurn();
    assertThat(pieces(text(""), true, false).get(0)).contains("08:49:38 GMT\r\n");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 9, 10, 99, 100, 1023, 1_000_000_000_000L, Long.MAX_VALUE})
  void tellsLengthsOfAllSizes(long length) throws IOException {
    Body body =
        new Body() {
          @Override
          public long length() {
            return length;
          }

          @Override
          public @Nullable ByteBuffer next() {
            return null;
          }

          @Override
          public void close() {}
        };
    assertThat(pieces(new Reply(Status.OK, ContentType.TEXT, body), false, false).get(0))
        .contains("\r\nContent-Length: " + length + "\r\nConnection");
  }
}
