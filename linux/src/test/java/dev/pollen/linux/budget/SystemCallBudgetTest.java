package dev.pollen.linux.budget;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No transport makes more system calls than its technique takes. What happens at the same time may
 * share a wait, so that some are budgets; what happens one after the other is exact.
 */
@Timeout(120)
final class SystemCallBudgetTest {
  private static final byte[] LINE = "x".repeat(63).concat("\n").getBytes(US_ASCII);
  private static final int TIMES = 200;

  @TempDir Path directory;

  private interface Play {
    void on(TracedServer server) throws IOException;
  }

  /** What a loop calls for something, when it has done it before. */
  private Counted counted(String transport, Play play) throws Exception {
    try (TracedServer server = new TracedServer(transport, directory.resolve("trace"))) {
      play.on(server);
      server.mark();
      // For the first one, the JVM has loaded classes.
      server.mark();
      play.on(server);
      server.mark();
      return Counted.last(server.end());
    }
  }

  /** A mark is a request: a wait, to receive and to send, which a ring does in its wait. */
  private static int ofTheMark(String transport) {
    return transport.equals("io_uring") ? 1 : 3;
  }

  private static void request(Socket socket, int lines) throws IOException {
    byte[] request = new byte[LINE.length * lines];
    for (int i = 0; i < lines; i++) {
      System.arraycopy(LINE, 0, request, i * LINE.length, LINE.length);
    }
    socket.getOutputStream().write(request);
    assertThat(socket.getInputStream().readNBytes(request.length)).isEqualTo(request);
  }

  /**
   * Three waits: for the peer, its request and its end. With epoll, two to accept, since the second
   * finds nobody, epoll_ctl, two to receive, send and close; poll needs no epoll_ctl. A ring does
   * all of that in its waits but closing, and asking for the address of the peer.
   */
  @ParameterizedTest
  @CsvSource({"epoll, 10", "poll, 9", "io_uring, 5"})
  void aConnectionWithOneRequest(String transport, int budget) throws Exception {
    Counted calls =
        counted(
            transport,
            server -> {
              for (int i = 0; i < TIMES; i++) {
                try (Socket socket = server.connect()) {
                  request(socket, 1);
                }
              }
            });
    assertThat(calls.total())
        .as("%s", calls)
        .isLessThanOrEqualTo(budget * TIMES + ofTheMark(transport));
  }

  @ParameterizedTest
  @CsvSource({"epoll, 3", "poll, 3", "io_uring, 1"})
  void aRequestOfManyOnAConnection(String transport, int budget) throws Exception {
    assertRequests(transport, 1, budget);
  }

  @ParameterizedTest
  @CsvSource({"epoll, 3", "poll, 3", "io_uring, 1"})
  void sixteenRequestsAtOnce(String transport, int budget) throws Exception {
    assertRequests(transport, 16, budget);
  }

  private void assertRequests(String transport, int lines, int budget) throws Exception {
    List<Socket> sockets = new ArrayList<>();
    Counted calls =
        counted(
            transport,
            server -> {
              if (sockets.isEmpty()) {
                sockets.add(server.connect());
              }
              for (int i = 0; i < TIMES; i++) {
                request(sockets.get(0), lines);
              }
            });
    sockets.get(0).close();
    assertThat(calls.total()).as("%s", calls).isEqualTo(budget * TIMES + ofTheMark(transport));
  }

  @ParameterizedTest
  @ValueSource(strings = {"epoll", "poll", "io_uring"})
  void connectionsOnWhichNothingHappens(String transport) throws Exception {
    List<Socket> sockets = new ArrayList<>();
    Counted calls =
        counted(
            transport,
            server -> {
              while (sockets.size() < 50) {
                Socket socket = server.connect();
                sockets.add(socket);
                request(socket, 1);
              }
              assertNothingHappensOn(sockets.get(0));
            });
    for (Socket socket : sockets) {
      socket.close();
    }
    assertThat(calls.total()).as("%s", calls).isEqualTo(ofTheMark(transport));
  }

  private static void assertNothingHappensOn(Socket socket) throws IOException {
    socket.setSoTimeout(1000);
    assertThatThrownBy(socket.getInputStream()::read).isInstanceOf(SocketTimeoutException.class);
    socket.setSoTimeout(0);
  }
}
