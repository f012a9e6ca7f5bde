package dev.pollen.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pollen.Accepted;
import dev.pollen.ChannelState;
import dev.pollen.CloseReason;
import dev.pollen.Connection;
import dev.pollen.ConnectionDispatcher;
import dev.pollen.Listener;
import dev.pollen.ListenerDispatcher;
import dev.pollen.Loop;
import dev.pollen.behaviour.subject.Script;
import dev.pollen.behaviour.subject.Style;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sockets that a dispatcher, or somebody else, has made step by step. */
final class OwnSocketsTest {
  /** A server as asyncore's are written: create, set, bind, listen; and accept. */
  private static final class Server extends ListenerDispatcher {
    final List<Script> served = new ArrayList<>();
    final List<CloseReason> reasons = new ArrayList<>();
    private final Testbed bed;
    int acceptCalls;
    int nothingWaiting;

    Server(Testbed bed) {
      this.bed = bed;
    }

    void create(Loop loop) throws IOException {
      createSocket(loop, bed.family().protocol);
    }

    Listener listenAt(SocketAddress address) throws IOException {
      create(bed.loop());
      if (bed.family().isTcp()) {
        setReuseAddress();
      }
      bind(address);
      listen(16);
      return listener();
    }

    @Override
    protected void handleAccept() throws IOException {
      acceptCalls++;
      Accepted next = accept();
      while (next != null) {
        Script script = bed.script();
        served.add(script);
        next.serve(script.dispatcher());
        next = accept();
      }
      nothingWaiting++;
    }

    @Override
    protected @Nullable ConnectionDispatcher handleAccepted(SocketAddress from) {
      throw new AssertionError("asked although handleAccept accepts by itself");
    }

    @Override
    protected void handleClose(CloseReason reason) {
      reasons.add(reason);
    }
  }

  private static final class Client extends ConnectionDispatcher {
    final List<String> events = new ArrayList<>();

    void create(Testbed bed) throws IOException {
      createSocket(bed.loop(), bed.family().protocol);
    }

    Connection connectTo(SocketAddress address) {
      connect(address);
      return connection();
    }

    void say(String text) {
      send(text);
    }

    @Override
    protected void handleConnect() {
      events.add("connect");
    }

    @Override
    protected void handleError(Throwable cause) {
      events.add("error");
    }

    @Override
    protected void handleClose(CloseReason reason) {
      events.add("close:" + reason.kind());
    }
  }

  @OnAnyNetwork
  @Everywhere(styles = Style.BY_HAND)
  void aListenerOfItsOwnMakingAcceptsUntilNobodyIsWaiting(Testbed bed) throws IOException {
    Server server = new Server(bed);
    Listener listener = server.listenAt(bed.freshAddress());
    assertThat(listener.state()).isEqualTo(ChannelState.LISTENING);
    if (bed.family().isTcp()) {
      assertThat(listener.option(StandardSocketOptions.SO_REUSEADDR)).isTrue();
    }
    for (int i = 0; i < 3; i++) {
      bed.connectTo(listener);
    }
    bed.until(() -> server.served.size() == 3);
    assertThat(server.nothingWaiting).isEqualTo(server.acceptCalls);
    listener.close();
    bed.settle();

    assertThat(server.reasons).hasSize(1);
    assertThat(server.served).allMatch(Script::isOpen);
  }

  @OnAnyNetwork
  @Everywhere(styles = Style.BY_HAND)
  void aConnectionOfItsOwnMakingConnectsInALaterPass(Testbed bed) throws IOException {
    PlainServer plain = bed.server();
    Client client = new Client();
    client.create(bed);
    assertThatIllegalStateException().as("nobody to send to").isThrownBy(() -> client.say("x"));
    Connection connection = client.connectTo(plain.address());
    client.say("hello");
    assertThat(client.events).isEmpty();
    plain.accept().awaitReceived("hello");

    assertThat(client.events).containsExactly("connect");
    assertThat(connection.state()).isEqualTo(ChannelState.OPEN);
  }

  @Everywhere(styles = Style.BY_HAND)
  void aConnectionOfItsOwnMakingThatIsRefusedLeavesNothing(Testbed bed) throws IOException {
    Client client = new Client();
    SocketAddress nobody = bed.refusingAddress();
    client.create(bed);
    client.connectTo(nobody);
    bed.until(() -> client.events.size() == 2);
    bed.settle();

    assertThat(client.events).containsExactly("error", "close:CONNECT_FAILED");
    assertThat(bed.loop().channels()).isEmpty();
  }

  @Everywhere(styles = Style.BY_HAND)
  void aSecondSocketIsRefusedAndTheFirstServesOn(Testbed bed) throws IOException {
    Server server = new Server(bed);
    Listener listener = server.listenAt(bed.freshAddress());

    assertThatIllegalStateException().isThrownBy(() -> server.create(bed.loop()));
    assertThat(bed.loop().channels()).containsExactly(listener);
    bed.connectTo(listener);
    bed.until(() -> server.served.size() == 1);
  }

  @Everywhere(styles = Style.BY_HAND)
  void anAddressThatIsTakenIsToldToTheCallerAndLeavesNothing(Testbed bed) throws IOException {
    Server first = new Server(bed);
    Listener listener = first.listenAt(bed.freshAddress());
    Server second = new Server(bed);

    assertThatThrownBy(() -> second.listenAt(listener.localAddress()))
        .isInstanceOf(BindException.class);
    bed.settle();
    assertThat(bed.loop().channels()).containsExactly(listener);
    assertThat(second.reasons).as("of what was never registered").isEmpty();
  }

  @Everywhere
  void aChannelThatSomebodyElseAcceptedIsServed(Testbed bed) throws IOException {
    Script script = bed.script();
    bed.loop();
    try (ServerSocketChannel server =
        bed.channels().openServerSocketChannel(bed.family().protocol)) {
      server.bind(bed.freshAddress());
      Peer peer = bed.connectTo(server.getLocalAddress());
      bed.loop().serve(server.accept(), script.dispatcher());
      assertThat(script.events()).as("inside the call").isEmpty();
      peer.send("hello");
      bed.until(() -> script.received().equals("hello"));
    }

    assertThat(script.events()).containsExactly("accept", "read");
  }

  @OnAnyNetwork
  @Everywhere
  void aChannelThatSomebodyElseConnectedIsServed(Testbed bed) throws IOException {
    PlainServer server = bed.server();
    Script script = bed.script();
    bed.loop().connect(bed.openChannel(server.address()), script.dispatcher());
    assertThat(script.events()).as("inside the call").isEmpty();
    Peer peer = server.accept();
    bed.until(script::isOpen);
    script.connection().send("hello");
    peer.awaitReceived("hello");

    assertThat(script.events()).containsExactly("connect");
  }

  @Everywhere
  void aChannelThatSomebodyElseClosesCostsItselfOnly(Testbed bed) throws IOException {
    PlainServer server = bed.server();
    Script script = bed.script();
    Script sibling = bed.script();
    SocketChannel channel = bed.openChannel(server.address());
    bed.loop().connect(channel, script.dispatcher());
    Peer siblings = bed.accept(sibling);
    bed.until(script::isOpen);
    channel.close();
    bed.settle();
    if (!script.isClosed()) {
      script.connection().send("into nothing");
    }
    bed.until(script::isClosed);
    siblings.send("hello");
    bed.until(() -> sibling.received().equals("hello"));

    assertThat(script.events()).containsExactly("connect", "close:BROKEN");
    assertThat(sibling.events()).containsExactly("accept", "read");
  }
}
