package dev.pollen.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pollen.ChannelState;
import dev.pollen.CloseReason;
import dev.pollen.Connection;
import dev.pollen.Event;
import dev.pollen.Listener;
import dev.pollen.behaviour.subject.HostScript;
import dev.pollen.behaviour.subject.Script;
import dev.pollen.behaviour.subject.Style;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How listeners and connections begin. */
final class OpeningTest {
  @OnAnyNetwork
  @Everywhere
  void anOutgoingConnectionIsToldThatItIsOpen(Testbed bed) {
    Script script = bed.script();
    List<ChannelState> states = new ArrayList<>();
    script.on(Event.CONNECT, connection -> states.add(connection.state()));
    bed.connect(script);

    assertThat(script.events()).containsExactly("connect");
    assertThat(states).containsExactly(ChannelState.OPEN);
  }

  @OnAnyNetwork
  @Everywhere
  void anAcceptedConnectionIsToldThatItIsOpen(Testbed bed) {
    Script script = bed.script();
    List<ChannelState> states = new ArrayList<>();
    script.on(Event.ACCEPT, connection -> states.add(connection.state()));
    bed.accept(script);

    assertThat(script.events()).containsExactly("accept");
    assertThat(states).containsExactly(ChannelState.OPEN);
  }

  @OnAnyNetwork
  @Everywhere
  void aListenerIsToldOfEachPeerAndItsAddress(Testbed bed) {
    Script first = bed.script();
    Script second = bed.script();
    List<Script> waiting = new ArrayList<>(List.of(first, second));
    HostScript host = bed.hostScript((listener, from) -> waiting.remove(0).dispatcher());
    Listener listener = bed.listen(host);
    Peer one = bed.connectTo(listener);
    Peer two = bed.connectTo(listener);
    bed.until(() -> first.isOpen() && second.isOpen());

    assertThat(host.events()).containsExactly("accepted", "accepted");
    assertThat(host.peers()).containsExactly(one.localAddress(), two.localAddress());
    assertThat(first.connection().remoteAddress()).isEqualTo(one.localAddress());
  }

  @OnAnyNetwork
  @Everywhere
  void theStatesOfAListenerAndOfBothEnds(Testbed bed) {
    Script server = bed.script();
    Listener listener = bed.listenFor(server);
    assertThat(listener.state()).isEqualTo(ChannelState.LISTENING);

    Script client = bed.script();
    Connection outgoing = bed.connect(listener.localAddress(), client);
    assertThat(outgoing.state()).isEqualTo(ChannelState.CONNECTING);
    bed.until(() -> client.isOpen() && server.isOpen());
    assertThat(outgoing.state()).isEqualTo(ChannelState.OPEN);
    assertThat(server.connection().state()).isEqualTo(ChannelState.OPEN);

    outgoing.close();
    assertThat(outgoing.state()).isEqualTo(ChannelState.CLOSING);
    bed.until(() -> client.isClosed() && server.isClosed());
    assertThat(outgoing.state()).isEqualTo(ChannelState.CLOSED);
    assertThat(server.connection().state()).isEqualTo(ChannelState.CLOSED);

    assertThat(listener.state()).isEqualTo(ChannelState.LISTENING);
    listener.close();
    assertThat(listener.state()).isEqualTo(ChannelState.CLOSED);
  }

  @Everywhere(styles = Style.BY_HAND)
  void aSocketIsOfTheFamilyOfItsAddressAndNeverWaits(Testbed bed) throws IOException {
    Script server = bed.script();
    Listener listener = bed.listenFor(server);
    Script client = bed.script();
    bed.connect(listener.localAddress(), client);
    bed.until(() -> client.isOpen() && server.isOpen());

    assertThat(familyOf(listener.localAddress())).isEqualTo(bed.family());
    assertThat(familyOf(client.connection().localAddress())).isEqualTo(bed.family());
    assertThat(familyOf(server.connection().localAddress())).isEqualTo(bed.family());
    // Three idle sockets: had one of them to be waited for, this would not return.
    assertThat(bed.loop().poll(Duration.ZERO)).isZero();
  }

  private static Family familyOf(SocketAddress address) {
    if (address instanceof UnixDomainSocketAddress) {
      return Family.UNIX;
    }
    InetSocketAddress internet = (InetSocketAddress) address;
    return internet.getAddress() instanceof Inet4Address ? Family.IPV4 : Family.IPV6;
  }

  @Everywhere
  void anAddressThatIsTakenIsRefusedAndTheFirstListenerServesOn(Testbed bed) {
    Script script = bed.script();
    Listener first = bed.listenFor(script);
    Script never = bed.script();
    HostScript second = new HostScript(bed.style(), (listener, from) -> never.dispatcher());

    assertThatThrownBy(() -> bed.loop().listen(first.localAddress(), second.dispatcher()))
        .isInstanceOf(BindException.class);
    assertThat(bed.loop().channels()).containsExactly(first);
    bed.settle();
    assertThat(second.events()).as("of what was never registered").isEmpty();

    bed.connectTo(first);
    bed.until(script::isOpen);
  }

  @Everywhere
  void anAddressIsFreeAgainWhenItsListenerCouldNotServeIt(Testbed bed) throws IOException {
    Listener first = bed.listen(bed.hostScript((listener, from) -> null));
    SocketAddress address = first.localAddress();
    HostScript failed = new HostScript(bed.style(), (listener, from) -> null);
    assertThatThrownBy(() -> bed.loop().listen(address, failed.dispatcher()))
        .isInstanceOf(IOException.class);
    first.close();
    bed.settle();
    removeSocketFile(address);

    HostScript third = bed.hostScript((listener, from) -> null);
    assertThat(bed.loop().listen(address, third.dispatcher()).localAddress()).isEqualTo(address);
  }

  /** The file of a Unix socket outlives the socket, and is in the way of the next. */
  private static void removeSocketFile(SocketAddress address) throws IOException {
    if (address instanceof UnixDomainSocketAddress unix) {
      Files.deleteIfExists(unix.getPath());
    }
  }

  @Everywhere(families = {Family.IPV4, Family.IPV6})
  void aListenerStartsAgainAtOnceWhereOldConnectionsAreStillRemembered(Testbed bed)
      throws IOException {
    Script script = bed.script();
    script.on(Event.READ, Connection::close);
    Listener listener = bed.listenFor(script);
    // The side that ends first is the one whose system remembers the connection.
    Peer peer = bed.connectTo(listener);
    peer.send("x").awaitEnd().close();
    bed.until(script::isClosed);
    listener.close();
    bed.settle();

    HostScript again = bed.hostScript((ignored, from) -> null);
    assertThat(bed.loop().listen(listener.localAddress(), again.dispatcher()).state())
        .isEqualTo(ChannelState.LISTENING);
  }

  @Everywhere(families = {Family.IPV4, Family.IPV6})
  void aPeerThatIsGoneBeforeItIsAcceptedHurtsNobody(Testbed bed) {
    List<Script> served = new ArrayList<>();
    HostScript host =
        bed.hostScript(
            (listener, from) -> {
              Script script = bed.script();
              served.add(script);
              return script.dispatcher();
            });
    Listener listener = bed.listen(host);
    for (int i = 0; i < 5; i++) {
      bed.connectTo(listener).reset();
    }
    Peer last = bed.connectTo(listener);
    last.sendNow("still there?");
    bed.until(() -> served.stream().anyMatch(s -> s.received().equals("still there?")));

    assertThat(host.errors()).isEmpty();
    assertThat(bed.reports().messages()).isEmpty();
  }

  @Everywhere
  void aConnectionBelongsToTheLoopOfItsListener(Testbed bed) {
    Script script = bed.script();
    bed.accept(script);

    assertThat(script.connection().loop()).isSameAs(bed.loop());
    assertThat(bed.loop().channels()).contains(script.connection());
  }

  @OnAnyNetwork
  @Everywhere
  void aRefusedPeerIsGoneAndTheNextIsServed(Testbed bed) {
    Script script = bed.script();
    List<SocketAddress> refused = new ArrayList<>();
    HostScript host =
        bed.hostScript(
            (listener, from) -> {
              boolean isFirst = refused.isEmpty();
              refused.add(from);
              return isFirst ? null : script.dispatcher();
            });
    Listener listener = bed.listen(host);
    bed.connectTo(listener).awaitGone();
    bed.connectTo(listener);
    bed.until(script::isOpen);

    assertThat(host.events()).containsExactly("accepted", "accepted");
  }

  @Everywhere(families = Family.IPV4)
  void aNameWithoutAnAddressIsAFailureOfTheConnection(Testbed bed) {
    Script script = bed.script();
    bed.connect(InetSocketAddress.createUnresolved("nowhere.invalid", 80), script);
    bed.until(script::isClosed);

    assertThat(script.events())
        .containsExactly("error:UnknownHostException", "close:CONNECT_FAILED");
    assertThat(script.reason().kind()).isEqualTo(CloseReason.Kind.CONNECT_FAILED);
    assertThat(bed.loop().channels()).isEmpty();
  }

  @Everywhere(families = Family.IPV4)
  void aNameWithoutAnAddressIsNoPlaceToListen(Testbed bed) {
    HostScript host = new HostScript(bed.style(), (listener, from) -> null);

    assertThatThrownBy(
            () ->
                bed.loop()
                    .listen(
                        InetSocketAddress.createUnresolved("nowhere.invalid", 0),
                        host.dispatcher()))
        .isInstanceOf(UnknownHostException.class);
    assertThat(bed.loop().channels()).isEmpty();
  }
}
