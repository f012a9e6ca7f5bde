package dev.pollen.testkit.conformance;

import static dev.pollen.testkit.conformance.Comparison.sameEverywhere;

import dev.pollen.CloseReason;
import dev.pollen.DatagramDispatcher;
import dev.pollen.Datagrams;
import dev.pollen.behaviour.Family;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;

/** What happens to datagrams. */
final class DatagramsTest {
  /** The largest that fits into a packet of IPv4, less the headers; in one of IPv6 fit 20 more. */
  private static final int LARGEST_OF_IPV4 = 65_507;

  private static final int LARGEST_OF_IPV6 = 65_527;

  private static final class Postman extends DatagramDispatcher {
    private final Trace trace;

    Postman(Trace trace) {
      this.trace = trace;
    }

    @Override
    protected void handleDatagram(SocketAddress from) {
      ByteBuffer data = recv();
      trace.note(
          data.remaining() > 100
              ? "got " + data.remaining() + " bytes"
              : "got '" + StandardCharsets.UTF_8.decode(data) + "'");
    }

    @Override
    protected void handleError(Throwable cause) {
      trace.note("error", cause);
    }

    @Override
    protected void handleClose(CloseReason reason) {
      trace.note("closed " + reason.kind(), reason.cause());
    }
  }

  private static DatagramChannel channel(Stage stage) throws IOException {
    DatagramChannel channel = stage.channels().openDatagramChannel(stage.family().protocol());
    stage.closedLater(channel).bind(stage.freshAddress());
    channel.configureBlocking(false);
    return channel;
  }

  private static SocketAddress nobody(Stage stage) throws IOException {
    try (DatagramChannel channel = channel(stage)) {
      return channel.getLocalAddress();
    }
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  @Internet
  void theyArriveWholeAlsoWhenEmpty(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Postman postman = new Postman(stage.trace("postman"));
          Datagrams socket = stage.loop().bind(stage.freshAddress(), postman);
          DatagramChannel sender = channel(stage);
          for (String text : new String[] {"one", "", "three"}) {
            sender.send(bytes(text), socket.localAddress());
          }
          stage.until(() -> postman.trace.has("got 'three'"));
        });
  }

  @Internet
  void aConnectedSenderHearsThatNobodyIsThere(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Postman postman = new Postman(stage.trace("postman"));
          stage.loop().connect(nobody(stage), postman).send("anybody?");
          stage.until(() -> postman.trace.has("error"));
        });
  }

  @Internet
  void aConnectedChannelHearsThatNobodyIsThere(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Trace trace = stage.trace("channel");
          DatagramChannel channel = channel(stage);
          channel.connect(nobody(stage));
          channel.write(bytes("anybody?"));
          stage.until(
              () -> {
                try {
                  return channel.read(ByteBuffer.allocate(10)) != 0;
                } catch (IOException e) {
                  trace.note("read fails", e);
                  return true;
                }
              });
          trace.note("read answers " + channel.read(ByteBuffer.allocate(10)));
        });
  }

  @Internet
  void aConnectedChannelHearsOfItByItsNextWrite(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Trace trace = stage.trace("channel");
          DatagramChannel channel = channel(stage);
          channel.connect(nobody(stage));
          stage.until(
              () -> {
                try {
                  return channel.write(bytes("anybody?")) == 0;
                } catch (IOException e) {
                  trace.note("write fails", e);
                  return true;
                }
              });
        });
  }

  @Internet
  void whoIsNotConnectedHearsNothingOfThat(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Postman postman = new Postman(stage.trace("postman"));
          Datagrams socket = stage.loop().bind(stage.freshAddress(), postman);
          socket.send("anybody?", nobody(stage));
          stage.settle();
          socket.send("to myself", socket.localAddress());
          stage.until(() -> postman.trace.has("got"));
        });
  }

  @Internet
  void thereIsALargestOne(Family family) throws IOException {
    int largest = family == Family.IPV4 ? LARGEST_OF_IPV4 : LARGEST_OF_IPV6;
    sameEverywhere(
        family,
        stage -> {
          Postman postman = new Postman(stage.trace("postman"));
          Datagrams socket = stage.loop().bind(stage.freshAddress(), postman);
          socket.send("x".repeat(largest + 1), socket.localAddress());
          stage.settle();
          socket.send("x".repeat(largest), socket.localAddress());
          stage.until(() -> postman.trace.has("got"));
        });
  }

  @Internet
  void thereIsALargestOneForAChannel(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Trace trace = stage.trace("channel");
          for (boolean isConnected : new boolean[] {false, true}) {
            for (int size : new int[] {LARGEST_OF_IPV4, LARGEST_OF_IPV6, LARGEST_OF_IPV6 + 1}) {
              try (DatagramChannel channel = channel(stage)) {
                ByteBuffer data = bytes("x".repeat(size));
                SocketAddress itself = channel.getLocalAddress();
                trace.note(
                    "sent "
                        + (isConnected
                            ? channel.connect(itself).write(data)
                            : channel.send(data, itself)));
              } catch (IOException e) {
                trace.note("send fails", e);
              }
            }
          }
        });
  }

  @Internet
  void aConnectedSocketHearsNobodyElse(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          DatagramChannel peer = channel(stage);
          DatagramChannel other = channel(stage);
          Postman postman = new Postman(stage.trace("postman"));
          Datagrams socket = stage.loop().connect(peer.getLocalAddress(), postman);
          other.send(bytes("from somebody else"), socket.localAddress());
          peer.send(bytes("from the peer"), socket.localAddress());
          stage.until(() -> postman.trace.has("got 'from the peer'"));
        });
  }

  @Internet
  void whatFindsNoRoomInTheBufferOfAChannelIsLost(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Trace trace = stage.trace("channel");
          DatagramChannel channel = channel(stage);
          channel.send(bytes("0123456789"), channel.getLocalAddress());
          channel.send(bytes("next"), channel.getLocalAddress());
          for (int i = 0; i < 2; i++) {
            ByteBuffer buffer = ByteBuffer.allocate(4);
            stage.until(() -> received(channel, buffer));
            trace.note("got " + StandardCharsets.UTF_8.decode(buffer.flip()));
          }
        });
  }

  private static boolean received(DatagramChannel channel, ByteBuffer buffer) {
    try {
      return channel.receive(buffer) != null;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Internet
  void theAddressIsTaken(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Trace trace = stage.trace("second");
          Datagrams first =
              stage.loop().bind(stage.freshAddress(), new Postman(stage.trace("first")));
          try {
            stage.loop().bind(first.localAddress(), new Postman(stage.trace("second")));
          } catch (IOException e) {
            trace.note("bind fails", e);
          }
        });
  }
}
