package dev.pollen.testkit.conformance;

import static dev.pollen.testkit.conformance.Comparison.sameEverywhere;

import dev.pollen.Listener;
import dev.pollen.behaviour.Family;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How connections begin, or do not. */
final class OpeningTest {
  @EveryFamily
  void anAcceptedConnectionIsGreeted(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Subject subject = stage.subject("accepted");
          Outsider peer = stage.accept(subject).write("hello");
          stage.until(() -> subject.trace().readCount() == 5);
          subject.channel().send("welcome");
          peer.awaitBytes(7);
        });
  }

  @EveryFamily
  void anOutgoingConnectionIsGreeted(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Subject subject = stage.subject("connected");
          Outsider peer = stage.connect(subject).write("welcome");
          stage.until(() -> subject.trace().readCount() == 7);
          subject.channel().send("hello");
          peer.awaitBytes(5);
        });
  }

  @EveryFamily
  void nobodyListensAnyMore(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Subject subject = stage.subject("refused");
          stage.loop().connect(stage.refusingAddress(), subject).send("lost");
          stage.until(() -> subject.trace().has("closed"));
        });
  }

  @EveryFamily
  void nobodyListensAnyMoreForAChannel(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Trace trace = stage.trace("refused");
          SocketAddress nobody = stage.refusingAddress();
          try (SocketChannel channel = stage.channels().openSocketChannel(family.protocol())) {
            channel.connect(nobody);
          } catch (IOException e) {
            trace.note("connect fails", e);
          }
        });
  }

  @EveryFamily
  void nobodyListensAnyMoreForAChannelThatDoesNotWait(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Trace trace = stage.trace("refused");
          SocketAddress nobody = stage.refusingAddress();
          try (SocketChannel channel = stage.channels().openSocketChannel(family.protocol())) {
            channel.configureBlocking(false);
            stage.until(() -> hasFailed(channel, nobody, trace));
            trace.note("open: " + channel.isOpen());
          }
        });
  }

  /** Some systems tell at once, others later. */
  private static boolean hasFailed(SocketChannel channel, SocketAddress address, Trace trace) {
    try {
      return channel.isConnectionPending() ? channel.finishConnect() : channel.connect(address);
    } catch (IOException e) {
      trace.note("connect fails", e);
      return true;
    }
  }

  @Test
  void theQueueIsFullForAChannelThatDoesNotWait() throws IOException {
    sameEverywhere(
        Family.UNIX,
        stage -> {
          Trace trace = stage.trace("channel");
          SocketAddress address = stage.server(1).getLocalAddress();
          for (int i = 0; i < 3; i++) {
            SocketChannel channel = stage.channels().openSocketChannel(Family.UNIX.protocol());
            stage.closedLater(channel).configureBlocking(false);
            try {
              trace.note("connected: " + channel.connect(address));
            } catch (IOException e) {
              trace.note("connect fails", e);
              trace.note("open: " + channel.isOpen());
            }
          }
        });
  }

  @Test
  void thereIsNoSuchUnixSocket() throws IOException {
    sameEverywhere(
        Family.UNIX,
        stage -> {
          Subject subject = stage.subject("nowhere");
          stage.loop().connect(stage.freshAddress(), subject);
          stage.until(() -> subject.trace().has("closed"));
        });
  }

  @EveryFamily
  void theQueueOfTheServerIsFull(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          ServerSocketChannel server = stage.server(1);
          List<Subject> subjects = new ArrayList<>();
          // Of several that wait at a Unix socket, any may be the next.
          int clients = family.isTcp() ? 4 : 3;
          for (int i = 0; i < clients; i++) {
            subjects.add(stage.subject("client " + i));
            stage.loop().connect(server.getLocalAddress(), subjects.get(i));
            stage.settle();
          }
          if (!family.isTcp()) {
            // TCP asks again a second later, for which no test should wait.
            stage.closedLater(server.accept());
            stage.until(subjects.get(2)::isOpen);
          }
        });
  }

  @EveryFamily
  void theAddressIsTaken(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Trace trace = stage.trace("second");
          Listener first = stage.listen(stage.subject("nobody"));
          try {
            stage.loop().listen(first.localAddress(), () -> stage.subject("nobody"));
          } catch (IOException e) {
            trace.note("listen fails", e);
          }
        });
  }

  @EveryFamily
  void theAddressIsTakenForAChannel(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Trace trace = stage.trace("second");
          SocketAddress taken = stage.server(8).getLocalAddress();
          try (ServerSocketChannel second =
              stage.channels().openServerSocketChannel(family.protocol())) {
            second.bind(taken);
          } catch (IOException e) {
            trace.note("bind fails", e);
          }
        });
  }

  @EveryFamily
  void theAddressIsUsedAgain(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Subject first = stage.subject("first");
          Listener listener = stage.listen(first);
          SocketAddress address = listener.localAddress();
          Outsider peer = stage.connectTo(address);
          stage.until(first::isOpen);
          listener.close();
          // The side that ends first is the one whose system remembers the connection.
          first.channel().close();
          peer.awaitOver().close();
          stage.until(() -> first.trace().has("closed"));
          if (address instanceof UnixDomainSocketAddress unix) {
            Files.delete(unix.getPath());
          }
          Subject second = stage.subject("second");
          stage.loop().listen(address, () -> second);
          stage.connectTo(address);
          stage.until(second::isOpen);
        });
  }

  @Internet
  void allAddressesOfTheHostAreListenedAtAndConnectedTo(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Subject accepted = stage.subject("accepted");
          InetAddress any = InetAddress.getByName(family == Family.IPV4 ? "0.0.0.0" : "::");
          Listener listener = stage.loop().listen(new InetSocketAddress(any, 0), () -> accepted);
          int port = ((InetSocketAddress) listener.localAddress()).getPort();
          Subject client = stage.subject("client");
          stage.loop().connect(new InetSocketAddress(any, port), client);
          stage.until(() -> client.isOpen() && accepted.isOpen());
          client.trace().note("from " + host(client.channel().localAddress()));
          client.trace().note("to " + host(client.channel().remoteAddress()));
        });
  }

  private static InetAddress host(SocketAddress address) {
    return ((InetSocketAddress) address).getAddress();
  }

  @EveryFamily
  void theListenerClosesWhileOthersWait(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Listener listener = stage.listen(stage.subject("never"));
          Outsider first = stage.connectTo(listener.localAddress()).write("hello");
          Outsider second = stage.connectTo(listener.localAddress());
          listener.close();
          first.awaitOver();
          second.awaitOver().tryToWrite().tryToWrite().tryToRead();
        });
  }

  @EveryFamily
  void aChannelThatIsStillConnectingIsTakenOver(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          SocketAddress address = stage.server(8).getLocalAddress();
          SocketChannel channel = stage.channels().openSocketChannel(family.protocol());
          channel.configureBlocking(false);
          channel.connect(address);
          Subject subject = stage.subject("connected");
          stage.loop().connect(channel, subject);
          stage.until(subject::isOpen);
        });
  }
}
