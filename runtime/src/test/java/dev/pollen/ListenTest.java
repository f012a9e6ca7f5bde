package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
final class ListenTest {
  @RegisterExtension final Net net = new Net();

  @EveryFamily
  void aListenerIsInItsStateAndServes(Family family) throws IOException {
    List<Recorder> accepted = new ArrayList<>();
    Listener listener = net.listen(family, () -> newRecorder(accepted));

    assertThat(listener.state()).isEqualTo(ChannelState.LISTENING);
    assertThat(listener.loop()).isSameAs(net.loop());
    assertThat(net.loop().channels()).containsExactly(listener);
    Peer peer = net.connectTo(listener).send("hello");
    net.until(() -> accepted.size() == 1 && accepted.get(0).received().equals("hello"));
    accepted.get(0).connection().send("welcome");
    peer.awaitReceived("welcome");
  }

  private Recorder newRecorder(List<Recorder> accepted) {
    Recorder recorder = net.recorder();
    accepted.add(recorder);
    return recorder;
  }

  @EveryFamily
  void anAddressInUseIsRefusedWithItsNameAndTheFirstListenerIsUnaffected(Family family)
      throws IOException {
    List<Recorder> accepted = new ArrayList<>();
    Listener listener = net.listen(family, () -> newRecorder(accepted));
    SocketAddress taken = listener.localAddress();

    assertThatThrownBy(() -> net.loop().listen(taken, Recorder::new))
        .isInstanceOf(BindException.class)
        .hasMessageContaining(taken.toString());
    assertThat(net.loop().channels()).containsExactly(listener);
    net.connectTo(listener);
    net.until(() -> accepted.size() == 1);
  }

  @Test
  void portZeroBecomesTheActualPort() throws IOException {
    Listener listener = net.listen(Family.IPV4, net::recorder);
    InetSocketAddress address = (InetSocketAddress) listener.localAddress();

    assertThat(address.getPort()).isPositive();
    assertThat(listener).hasToString("Listener[LISTENING " + address + "]");
  }

  @EveryFamily
  void theAddressIsKnownAlsoWhenTheListenerIsClosed(Family family) throws IOException {
    Listener listener = net.listen(family, net::recorder);
    SocketAddress address = listener.localAddress();
    listener.close();

    assertThat(listener.localAddress()).isEqualTo(address);
    assertThat(listener.toString()).contains("CLOSED").contains(address.toString());
  }

  @Test
  void aHostThatIsNotResolvedIsNamed() {
    assertThatThrownBy(
            () ->
                net.loop()
                    .listen(
                        InetSocketAddress.createUnresolved("nowhere.invalid", 1), Recorder::new))
        .isInstanceOf(UnknownHostException.class)
        .hasMessageContaining("nowhere.invalid");
    assertThat(net.loop().channels()).isEmpty();
  }

  @EveryFamily
  void closingAListenerLeavesItsConnectionsAndRefusesNewPeers(Family family) throws IOException {
    List<Recorder> accepted = new ArrayList<>();
    AcceptRecorder acceptor = new AcceptRecorder(from -> newRecorder(accepted));
    Listener listener = net.listen(family, acceptor);
    Peer peer = net.connectTo(listener);
    net.until(() -> accepted.size() == 1);
    listener.close();
    listener.close();
    assertThat(acceptor.events).containsExactly("accepted");
    net.settle();

    assertThat(acceptor.events).containsExactly("accepted", "close:LOCAL");
    assertThatThrownBy(() -> net.connectTo(listener)).isInstanceOf(IOException.class);
    peer.send("still here");
    net.until(() -> accepted.get(0).received().equals("still here"));
  }

  @Test
  void aPortIsUsedAgainAtOnceAlthoughItsConnectionsLinger() throws IOException {
    Recorder first = net.recorder();
    Listener listener = net.listen(Family.IPV4, () -> first);
    SocketAddress address = listener.localAddress();
    Peer peer = net.connectTo(listener);
    net.until(first::isOpen);
    // The side that closes first is the one whose port lingers.
    first.connection().close();
    peer.awaitEnd().close();
    net.until(first::isClosed);
    listener.close();
    net.settle();

    Listener again = net.loop().listen(address, net::recorder);
    assertThat(again.localAddress()).isEqualTo(address);
  }

  @Test
  void aDispatcherServesOneListenerOnly() throws IOException {
    AcceptRecorder acceptor = new AcceptRecorder(from -> null);
    Listener listener = net.listen(Family.IPV4, acceptor);

    assertThatIllegalStateException()
        .isThrownBy(() -> net.listen(Family.IPV4, acceptor))
        .withMessageContaining("AcceptRecorder");
    assertThat(net.loop().channels()).containsExactly(listener);
  }

  @Test
  void aDispatcherWithoutItsChannelSaysWhatToDo() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new AcceptRecorder(from -> null).listener())
        .withMessageContaining("Loop.listen");
    assertThatIllegalStateException()
        .isThrownBy(() -> new Recorder().connection())
        .withMessageContaining("handleAccept or handleConnect");
  }

  @Test
  void aDispatcherNamesItsMethodsAlsoIfItsClassHasNoName() {
    ListenerDispatcher listener = new AcceptRecorder(from -> null);
    ConnectionDispatcher anonymous = new ConnectionDispatcher() {};

    assertThat(listener.methodFor(Event.ACCEPT)).isEqualTo("AcceptRecorder.handleAccepted");
    assertThat(listener.methodFor(Event.CLOSE)).isEqualTo("AcceptRecorder.handleClose");
    assertThat(anonymous.methodFor(Event.READ)).matches("ListenTest\\$.*\\.handleRead");
  }

  @Test
  void anUnknownTransportIsRefusedAndTheKnownOnesAreNamed() {
    assertThatThrownBy(() -> Loop.open("pigeon", Limits.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pigeon")
        .hasMessageContaining("nio");
  }

  @Test
  void theDefaultTransportCanBeChosenByName() throws IOException {
    try (Loop loop = Loop.open("nio", Limits.DEFAULT)) {
      assertThat(loop.channels()).isEmpty();
    }
  }

  @Test
  void thePathOfAUnixSocketIsDeletedOnRequestOnly() throws IOException {
    Listener kept = net.listen(Family.UNIX, net::recorder);
    Listener deleted = net.listen(Family.UNIX, net::recorder).deletePathOnClose();
    kept.close();
    deleted.close();
    net.settle();

    assertThat(path(kept)).exists();
    assertThat(path(deleted)).doesNotExist();
  }

  @Test
  void aPathThatSomebodyElseHasTakenOverIsLeftAlone() throws IOException {
    Listener listener = net.listen(Family.UNIX, net::recorder).deletePathOnClose();
    Files.delete(path(listener));
    // So that the file system does not give the new file the number of the old one.
    Files.createFile(path(listener).resolveSibling("between"));
    Listener successor = net.loop().listen(listener.localAddress(), net::recorder);
    listener.close();
    net.settle();

    assertThat(path(successor)).exists();
    net.connectTo(successor).send("x");
  }

  @Test
  void aPathThatIsGoneAlreadyIsNoFailure() throws IOException {
    Listener listener = net.listen(Family.UNIX, net::recorder).deletePathOnClose();
    Files.delete(path(listener));
    net.loop().closeAll();
    assertThat(net.log().messages()).isEmpty();
  }

  @Test
  void onlyAUnixSocketHasAPathToDelete() throws IOException {
    Listener listener = net.listen(Family.IPV4, net::recorder);
    assertThatIllegalStateException().isThrownBy(listener::deletePathOnClose);
  }

  private static Path path(Listener listener) {
    return ((UnixDomainSocketAddress) listener.localAddress()).getPath();
  }
}
