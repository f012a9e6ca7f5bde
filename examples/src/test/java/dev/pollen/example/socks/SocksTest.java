package dev.pollen.example.socks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pollen.Limits;
import dev.pollen.example.Client;
import dev.pollen.example.RunningServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SocksTest {
  private static final String GREETING = "\5\1\0";
  private static final String CONNECT_IPV4 = "\5\1\0\1";
  private static final String LOCALHOST = "\177\0\0\1";

  private ServerSocket destination;

  @BeforeEach
  void listen() throws IOException {
    destination = new ServerSocket(0, 10, address(LOCALHOST));
    destination.setSoTimeout(10_000);
  }

  @AfterEach
  void stopListening() throws IOException {
    destination.close();
  }

  private static RunningServer serve() throws IOException {
    return RunningServer.of(new SocksServerDispatcher(SocksServer.forAll()), SocksServer.LIMITS);
  }

  private static RunningServer serve(Limits limits) throws IOException {
    return RunningServer.of(new SocksServerDispatcher(SocksServer.forAll()), limits);
  }

  private static InetAddress address(String bytes) throws IOException {
    return InetAddress.getByAddress(bytes.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String port(int number) {
    return "" + (char) (number >> 8) + (char) (number & 0xff);
  }

  private static void expect(Client client, String bytes) throws IOException {
    assertThat(new String(client.bytes(bytes.length()), StandardCharsets.ISO_8859_1))
        .isEqualTo(bytes);
  }

  private String request() {
    return CONNECT_IPV4 + LOCALHOST + port(destination.getLocalPort());
  }

  /** Asks for the destination. */
  private Socket connect(Client client) throws IOException {
    client.send(GREETING + request());
    Socket there = destination.accept();
    there.setSoTimeout(10_000);
    expect(client, "\5\0" + "\5\0\0\1" + LOCALHOST + port(there.getPort()));
    return there;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String read(Socket socket, int bytes) throws IOException {
    return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.ISO_8859_1);
  }

  @Test
  void relays() throws IOException {
    try (RunningServer server = serve();
        Client client = server.connect();
        Socket there = connect(client)) {
      client.send("hello");
      assertThat(read(there, 5)).isEqualTo("hello");
      write(there, "world");
      expect(client, "world");
    }
  }

  @Test
  void anAddressMayBeAName() throws IOException {
    try (RunningServer server = serve();
        Client client = server.connect()) {
      client.send(GREETING + "\5\1\0\3\11localhost" + port(destination.getLocalPort()) + "hello");
      expect(client, "\5\0" + "\5\0\0");
      try (Socket there = destination.accept()) {
        assertThat(read(there, 5)).isEqualTo("hello");
      }
    }
  }

  @Test
  void anAddressMayBeOfIpv6() throws IOException {
    String loopback = "\0".repeat(15) + "\1";
    try (ServerSocket ipv6 = new ServerSocket(0, 1, address(loopback));
        RunningServer server = serve();
        Client client = server.connect()) {
      ipv6.setSoTimeout(10_000);
      client.send(GREETING + "\5\1\0\4" + loopback + port(ipv6.getLocalPort()) + "hello");
      try (Socket there = ipv6.accept()) {
        expect(client, "\5\0" + "\5\0\0\4" + loopback + port(there.getPort()));
        assertThat(read(there, 5)).isEqualTo("hello");
      }
    }
  }

  @Test
  void howTheNetworkCutsTheBytesMakesNoDifference() throws IOException {
    String all = "\5\3\1\2\0" + request() + "hello";
    for (int step : new int[] {1, 3, all.length()}) {
      try (RunningServer server = serve();
          Client client = server.connect()) {
        for (int i = 0; i < all.length(); i += step) {
          client.send(all.substring(i, Math.min(all.length(), i + step)));
        }
        try (Socket there = destination.accept()) {
          assertThat(read(there, 5)).isEqualTo("hello");
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"2,7", "3,7", "0,7"})
  void onlyConnects(int command, int code) throws IOException {
    try (RunningServer server = serve();
        Client client = server.connect()) {
      client.send(GREETING + "\5" + (char) command + "\0\1" + LOCALHOST + "\0\1");
      expect(client, "\5\0" + "\5" + (char) code + "\0\1\0\0\0\0\0\0");
      client.expectEnd();
    }
  }

  @Test
  void knowsThreeKindsOfAddresses() throws IOException {
    try (RunningServer server = serve();
        Client client = server.connect()) {
      client.send(GREETING + "\5\1\0\2");
      expect(client, "\5\0" + "\5\10\0\1\0\0\0\0\0\0");
      client.expectEnd();
    }
  }

  @Test
  void tellsWhyThereIsNoConnection() throws IOException {
    destination.close();
    try (RunningServer server = serve();
        Client refused = server.connect();
        Client unknown = server.connect()) {
      refused.send(GREETING + request());
      expect(refused, "\5\0" + "\5\5\0\1\0\0\0\0\0\0");
      refused.expectEnd();
      unknown.send(GREETING + "\5\1\0\3\11a.invalid\0\120");
      expect(unknown, "\5\0" + "\5\4\0\1\0\0\0\0\0\0");
      unknown.expectEnd();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\4\1\0\120\1\2\3\4\0",
        "\5\1\0\4\1\0\1\177\0\0\1\0\1",
        "\5\1\0\5\1\0\3\0\0\1",
        "\5\1\0\5\1\0\3\1\u00ff\0\1"
      })
  void whatIsNotSocksIsClosed(String bytes) throws IOException {
    try (RunningServer server = serve();
        Client client = server.connect()) {
      client.send(bytes);
      if (bytes.startsWith("\5\1\0")) {
        expect(client, "\5\0");
      }
      client.expectEnd();
    }
  }

  @Test
  void asksForThePassword() throws IOException {
    try (RunningServer server =
            RunningServer.of(
                new SocksServerDispatcher(SocksServer.forUser("ann", "secret")),
                SocksServer.LIMITS);
        Client nobody = server.connect();
        Client wrong = server.connect();
        Client right = server.connect()) {
      nobody.send(GREETING);
      expect(nobody, "\5\u00ff");
      nobody.expectEnd();
      wrong.send("\5\2\0\2\1\3ann\6Secret" + request());
      expect(wrong, "\5\2" + "\1\1");
      wrong.expectEnd();
      right.send("\5\1\2\1\3ann\6secret" + request());
      expect(right, "\5\2" + "\1\0" + "\5\0");
      destination.accept().close();
    }
  }

  @Test
  void eachDirectionEndsByItself() throws IOException {
    try (RunningServer server = serve();
        Client client = server.connect();
        Socket there = connect(client)) {
      client.send("question").finishSending();
      assertThat(new String(there.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .isEqualTo("question");
      write(there, "answer");
      there.shutdownOutput();
      assertThat(new String(client.rest(), StandardCharsets.US_ASCII)).isEqualTo("answer");
      awaitNoConnection(server);
    }
    try (RunningServer server = serve();
        Client client = server.connect();
        Socket there = connect(client)) {
      write(there, "said first");
      there.shutdownOutput();
      assertThat(new String(client.rest(), StandardCharsets.US_ASCII)).isEqualTo("said first");
      client.send("last word").finishSending();
      assertThat(new String(there.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .isEqualTo("last word");
      awaitNoConnection(server);
    }
  }

  private static void awaitNoConnection(RunningServer server) {
    while (server.connections() > 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aBrokenConnectionDoesNotLookLikeOneThatEnds() throws IOException {
    try (RunningServer server = serve();
        Client client = server.connect()) {
      Socket there = connect(client);
      write(there, "half of what there");
      expect(client, "half of what there");
      there.setSoLinger(true, 0);
      there.close();
      assertThatThrownBy(client::rest).isInstanceOf(SocketException.class);
      awaitNoConnection(server);
    }
  }

  @Test
  void whoDoesNotReadSlowsDownTheOther() throws IOException {
    Limits little =
        SocksServer.LIMITS.with(
            limits -> limits.outputLowMark(1000).outputHighMark(64_000).maxOutput(1_000_000));
    ByteBuffer data = ByteBuffer.allocate(64 << 20);
    new Random(3).nextBytes(data.array());
    try (RunningServer server = serve(little);
        SocketChannel peer = SocketChannel.open(server.address())) {
      peer.write(ByteBuffer.wrap((GREETING + request()).getBytes(StandardCharsets.ISO_8859_1)));
      try (Socket there = destination.accept()) {
        sendWhatFits(peer, data);
        int sent = data.position();
        assertThat(data.remaining()).isPositive();
        peer.shutdownOutput();
        assertThat(
                Arrays.equals(
                    there.getInputStream().readAllBytes(), Arrays.copyOf(data.array(), sent)))
            .isTrue();
      }
    }
  }

  /** Sends until nothing more is taken: everything between here and there is full. */
  private static void sendWhatFits(SocketChannel peer, ByteBuffer data) throws IOException {
    peer.configureBlocking(false);
    try (Selector selector = Selector.open()) {
      peer.register(selector, SelectionKey.OP_WRITE);
      while (selector.select(500) > 0 && data.hasRemaining()) {
        selector.selectedKeys().clear();
        peer.write(data);
      }
    }
    peer.configureBlocking(true);
  }
}
