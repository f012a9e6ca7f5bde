package dev.pollen.example.http.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is a request, what is none, and that it does not matter how the stream is cut. */
final class RequestReaderTest {
  private static final String HOST = "Host: a\r\n";

  private static RequestReader reader() {
    return new RequestReader(256, 100);
  }

  static Stream<Arguments> streams() {
    return Stream.of(
        accepted("GET / HTTP/1.1\r\n" + HOST + "\r\n", "GET /"),
        accepted("GET / HTTP/1.1\r\nhOST:\t a:80 \t\r\n\r\n", "GET /"),
        accepted("GET / HTTP/1.1\r\nHost:\r\n\r\n", "GET /"),
        accepted("GET / HTTP/1.1\r\nHost: [::1]:80\r\n\r\n", "GET /"),
        accepted("GET / HTTP/1.0\r\n\r\n", "GET /"),
        accepted("\r\n\r\nGET / HTTP/1.0\r\n\r\n", "GET /"),
        accepted("!#$%&'*+-.^_`|~aZ09 /? HTTP/1.0\r\n\r\n", "!#$%&'*+-.^_`|~aZ09 /?"),
        accepted("GET / HTTP/1.0\r\nX: \u00e4\t~\r\n\r\n", "GET /"),
        accepted(
            "POST / HTTP/1.0\r\nContent-Length: 0003\r\n\r\nabcGET /2 HTTP/1.0\r\n\r\n",
            "POST /",
            "GET /2"),
        accepted("POST / HTTP/1.0\r\nContent-Length: 100\r\n\r\n" + "\n".repeat(100), "POST /"),
        accepted("GET /1 HTTP/1.0\r\n\r\n\r\nGET /2 HTTP/1.0\r\n\r\nGET /3", "GET /1", "GET /2"),
        accepted(
            "GET /1 HTTP/1.1\r\nHost: a\r\nA: b\r\n\r\nHEAD / HTTP/1.0\r\n\r\nHEADS /3 HTTP/1.1\r\nHost: c\r\n\r\n",
            "GET /1",
            "HEAD /",
            "HEADS /3"),
        accepted("GETS / HTTP/1.0\r\n\r\nGE / HTTP/1.0\r\n\r\n", "GETS /", "GE /"),
        // Lines.
        refused("GET / HTTP/1.0\n\n", Status.BAD_REQUEST),
        refused("GET / HTTP/1.0\r\n\n", Status.BAD_REQUEST),
        refused("GET / HTTP/1.0\r\nA: b\rC: d\r\n\r\n", Status.BAD_REQUEST),
        refused("GET / HTTP/1.0\r\r\n\r\n", Status.BAD_REQUEST),
        refused("GET / HTTP/1.0\r\nA: \u0000\r\n\r\n", Status.BAD_REQUEST),
        refused("GET / HTTP/1.0\r\nA: \u007f\r\n\r\n", Status.BAD_REQUEST),
        // The first line.
        refused("GET\r\n", Status.BAD_REQUEST),
        refused("GET /\r\n", Status.BAD_REQUEST),
        refused(" GET / HTTP/1.0\r\n", Status.BAD_REQUEST),
        refused("GET  / HTTP/1.0\r\n", Status.BAD_REQUEST),
        refused("GET /a b HTTP/1.0\r\n", Status.BAD_REQUEST),
        refused("GET / HTTP/1.0 \r\n", Status.BAD_REQUEST),
        refused("GET\t/\tHTTP/1.0\r\n", Status.BAD_REQUEST),
        refused("GET /#a HTTP/1.0\r\n", Status.BAD_REQUEST),
        refused("GET /\u00e4 HTTP/1.0\r\n", Status.BAD_REQUEST),
        refused("G@T / HTTP/1.0\r\n", Status.BAD_REQUEST),
        refused("GET / http/1.0\r\n", Status.BAD_REQUEST),
        refused("GET / HTTP/1\r\n", Status.BAD_REQUEST),
        refused("GET / HTTP/1.10\r\n", Status.BAD_REQUEST),
        refused("GET / HTTP/0.9\r\n", Status.VERSION_NOT_SUPPORTED),
        refused("GET / HTTP/2.0\r\n", Status.VERSION_NOT_SUPPORTED),
        // Fields.
        refused("GET / HTTP/1.0\r\nA\r\n", Status.BAD_REQUEST),
        refused("GET / HTTP/1.0\r\n: b\r\n", Status.BAD_REQUEST),
        refused("GET / HTTP/1.0\r\nA : b\r\n", Status.BAD_REQUEST),
        refused("GET / HTTP/1.0\r\n A: b\r\n", Status.BAD_REQUEST),
        refused("GET / HTTP/1.0\r\nA: b\r\n c: d\r\n", Status.BAD_REQUEST),
        refused("GET / HTTP/1.0\r\nA: b\r\n\tc\r\n", Status.BAD_REQUEST),
        refused("GET / HTTP/1.0\r\nA\u00e4: b\r\n", Status.BAD_REQUEST),
        // The host.
        refused("GET / HTTP/1.1\r\n\r\n", Status.BAD_REQUEST),
        refused("GET / HTTP/1.1\r\n" + HOST + HOST + "\r\n", Status.BAD_REQUEST),
        refused("GET / HTTP/1.0\r\nHost: a/b\r\n\r\n", Status.BAD_REQUEST),
        refused("GET / HTTP/1.0\r\nHost: a b\r\n\r\n", Status.BAD_REQUEST),
        // Where the content ends.
        refused(lengths("1", "2"), Status.BAD_REQUEST),
        refused(lengths("1", "1"), Status.BAD_REQUEST),
        refused(lengths("1, 1"), Status.BAD_REQUEST),
        refused(lengths(""), Status.BAD_REQUEST),
        refused(lengths("-1"), Status.BAD_REQUEST),
        refused(lengths("+1"), Status.BAD_REQUEST),
        refused(lengths("0x1"), Status.BAD_REQUEST),
        refused(lengths("1\u00b2"), Status.BAD_REQUEST),
        refused(lengths("101"), Status.CONTENT_TOO_LARGE),
        refused(lengths("9".repeat(40)), Status.CONTENT_TOO_LARGE),
        refused(
            "POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n",
            Status.NOT_IMPLEMENTED),
        refused(
            "POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding:\r\n\r\n", Status.NOT_IMPLEMENTED),
        refused(
            "POST / HTTP/1.1\r\n"
                + HOST
                + "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n",
            Status.BAD_REQUEST),
        refused(
            "POST / HTTP/1.1\r\n" + HOST + "Expect: 101-dalmatians\r\n\r\n",
            Status.EXPECTATION_FAILED),
        // Size: the first byte too many decides.
        refused("\r\n".repeat(129), Status.URI_TOO_LONG),
        refused("GET /" + "a".repeat(252), Status.URI_TOO_LONG),
        refused("GET / HTTP/1.0\r\nA:" + "b".repeat(239), Status.HEADER_FIELDS_TOO_LARGE));
  }

  private static Arguments accepted(String stream, String... requests) {
    return arguments(stream, List.of(requests));
  }

  private static Arguments refused(String stream, Status status) {
    return arguments(stream, List.of(status.line()));
  }

  private static String lengths(String... values) {
    StringBuilder fields = new StringBuilder();
    for (String value : values) {
      fields.append("Content-Length: ").append(value).append("\r\n");
    }
    return "POST / HTTP/1.0\r\n" + fields + "\r\n";
  }

  @ParameterizedTest
  @MethodSource("streams")
  void judgesAStreamHoweverItIsCut(String stream, List<String> expected) {
    assertThat(Pieces.read(reader(), Pieces.bytes(stream))).isEqualTo(expected);
    assertThat(Pieces.cutTwice(stream).map(pieces -> Pieces.read(reader(), pieces)).distinct())
        .containsExactly(expected);
    assertThat(Pieces.read(reader(), Pieces.each(stream))).isEqualTo(expected);
  }

  @Test
  void takesAHeadOfJustTheSizeAllowed() {
    String begin = "GET / HTTP/1.0\r\nA:";
    String head = begin + "b".repeat(256 - begin.length() - 4) + "\r\n\r\n";
    assertThat(head).hasSize(256);
    assertThat(Pieces.read(reader(), Pieces.bytes(head))).containsExactly("GET /");
  }

  @Test
  void takesLongLinesAmongShortOnesHoweverTheyAreCut() {
    String stream =
        ("GET /" + "a".repeat(5000) + " HTTP/1.0\r\nB: " + "c".repeat(600) + "\r\nD: e\r\n\r\n")
            .concat("GET /2 HTTP/1.0\r\n\r\n");
    String[] expected = {"GET /" + "a".repeat(5000), "GET /2"};
    RequestReader whole = new RequestReader(6000, 0);
    assertThat(Pieces.read(whole, Pieces.bytes(stream))).containsExactly(expected);
    RequestReader cut = new RequestReader(6000, 0);
    assertThat(Pieces.read(cut, Pieces.each(stream))).containsExactly(expected);
  }

  @Test
  void doesNotWaitForContentThatIsHeldBack() throws Refusal {
    String head =
        "POST / HTTP/1.1\r\n" + HOST + "Expect: 100-Continue\r\nContent-Length: 5\r\n\r\n";
    Request request = reader().next(ByteBuffer.wrap(Pieces.bytes(head)));
    assertThat(request).isNotNull().returns(true, Request::expectsContinue);
  }

  @Test
  void knowsWhetherItIsWithinARequest() throws Refusal {
    RequestReader reader = reader();
    assertThat(reader.isWithinRequest()).isFalse();
    ByteBuffer input =
        ByteBuffer.wrap(Pieces.bytes("POST / HTTP/1.0\r\nContent-Length: 2\r\n\r\nab"));
    for (int limit = 1; limit < input.capacity(); limit++) {
      assertThat(reader.next(input.limit(limit))).isNull();
      assertThat(reader.isWithinRequest()).isTrue();
    }
    assertThat(reader.next(input.limit(input.capacity()))).isNotNull();
    assertThat(reader.isWithinRequest()).isFalse();
  }
}
