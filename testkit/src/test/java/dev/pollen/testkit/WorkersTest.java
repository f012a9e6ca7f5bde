package dev.pollen.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.ConnectionDispatcher;
import dev.pollen.FramedDispatcher;
import dev.pollen.ListenerDispatcher;
import dev.pollen.Loop;
import dev.pollen.Terminator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What runs on other threads elsewhere happens in its order here. */
final class WorkersTest {
  private static final int OFTEN = 200;

  private final List<String> events = new ArrayList<>();

  /** Answers lines by work that may block, or when somebody says so. */
  private final class Worker extends FramedDispatcher {
    private final CompletableFuture<String> later = new CompletableFuture<>();

    Worker() {
      super(Terminator.delimiter("\n"));
    }

    @Override
    protected void handleFrame(ByteBuffer frame) {
      String line = StandardCharsets.UTF_8.decode(frame).toString();
      if (line.equals("later")) {
        replyLater(later, this::reply);
      } else {
        events.add("asked " + line);
        offload(
            () -> {
              events.add("works on " + line);
              return line + "!";
            },
            this::reply);
      }
    }
  }

  private final class Client extends ConnectionDispatcher {
    @Override
    protected void handleConnect() {
      events.add("connected to " + connection().remoteAddress());
    }

    @Override
    protected void handleError(Throwable cause) {
      events.add(cause.getClass().getSimpleName());
    }
  }

  @Test
  void offloadedWorkIsDoneBetweenThePassesInOrder() {
    for (int i = 0; i < OFTEN; i++) {
      events.clear();
      try (SimulatedNetwork network = SimulatedNetwork.ideal()) {
        Peer one = network.servedBy(new Worker());
        Peer two = network.servedBy(new Worker());
        one.write("a\nb\n".getBytes(StandardCharsets.UTF_8));
        two.send("c\n");
        assertThat(one.received()).isEqualTo("a!b!");
        assertThat(two.received()).isEqualTo("c!");
        assertThat(events)
            .containsExactly(
                "asked a", "asked c", "works on a", "works on c", "asked b", "works on b");
      }
    }
  }

  @Test
  void whatIsCompletedLaterIsAnsweredThen() {
    Worker worker = new Worker();
    Peer peer = Peer.servedBy(worker).send("later\na\n");
    assertThat(peer.received()).isEmpty();
    assertThat(peer.unread()).isZero();
    worker.later.complete("now.");
    peer.network().settle();
    assertThat(peer.received()).isEqualTo("now.a!");
  }

  @Test
  void whatAHandlerHandsToAnExecutorIsDoneBeforeItSettles() {
    try (SimulatedNetwork network = SimulatedNetwork.ideal()) {
      Worker worker = new Worker();
      Peer peer = network.servedBy(worker);
      network.loop().execute(() -> network.workers().execute(() -> worker.later.complete("done")));
      assertThat(peer.send("later\n").received()).isEqualTo("done");
    }
  }

  @Test
  void namesAreLookedUpBeforeItSettles() throws Exception {
    for (int i = 0; i < OFTEN; i++) {
      events.clear();
      try (SimulatedNetwork network = SimulatedNetwork.ideal();
          PeerServer server = network.listen()) {
        InetSocketAddress address = (InetSocketAddress) server.address();
        network.nameHost("mail.example", InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        network
            .loop()
            .connect(
                InetSocketAddress.createUnresolved("mail.example", address.getPort()),
                new Client());
        network
            .loop()
            .connect(InetSocketAddress.createUnresolved("nobody.example", 25), new Client());
        network.settle();
        assertThat(server.poll()).isNotNull();
        assertThat(events)
            .containsExactlyInAnyOrder(
                UnknownHostException.class.getSimpleName(),
                "connected to /127.0.0.1:" + address.getPort());
      }
    }
  }

  /** Asks for work, and stops its loop when it has the answer. */
  private final class Asking extends ConnectionDispatcher {
    @Override
    protected void handleConnect() {
      send("a\n");
    }

    @Override
    protected void handleRead() {
      events.add("got " + new String(recvBytes(), StandardCharsets.UTF_8));
      connection().loop().stop();
    }
  }

  @Test
  void aLoopThatRunsByItselfHasItsWorkDoneBeforeTimePasses() {
    for (int i = 0; i < OFTEN; i++) {
      events.clear();
      try (SimulatedNetwork network = SimulatedNetwork.ideal()) {
        Loop loop = network.loop();
        loop.connect(
            network.serve(
                new ListenerDispatcher() {
                  @Override
                  protected ConnectionDispatcher handleAccepted(SocketAddress from) {
                    return new Worker();
                  }
                }),
            new Asking());
        loop.schedule(Duration.ofDays(1), () -> events.add("a day later"));
        loop.run();
      }
      assertThat(events).containsExactly("asked a", "works on a", "got a!");
    }
  }
}
