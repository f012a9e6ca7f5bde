package dev.pollen.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.Event;
import dev.pollen.Listener;
import dev.pollen.behaviour.subject.HostScript;
import dev.pollen.behaviour.subject.Role;
import dev.pollen.behaviour.subject.Script;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;

/** Which event follows which, when several things happen at once. */
final class EventOrderTest {
  @Everywhere
  void connectThenReadThenWriteIfAllIsReadyAtOnce(Testbed bed) {
    PlainServer server = bed.server();
    Script script = bed.script(Role.ASKED);
    script.writableWhen(() -> script.count("write") == 0);
    bed.connect(server.address(), script);
    server.acceptWithoutLoop().sendNow("banner");
    bed.until(() -> script.count("write") == 1);
    bed.settle();

    assertThat(script.events()).containsExactly("connect", "read", "write");
    assertThat(script.received()).isEqualTo("banner");
  }

  @Everywhere
  void connectIsNeverToldInsideTheCall(Testbed bed) {
    PlainServer server = bed.server();
    Script script = bed.script();
    bed.connect(server.address(), script);
    server.acceptWithoutLoop();

    assertThat(script.events()).isEmpty();
    bed.until(script::isOpen);
    assertThat(script.events()).containsExactly("connect");
  }

  @OnAnyNetwork
  @Everywhere
  void aRefusalIsAnErrorThenTheEndAndNoConnect(Testbed bed) {
    SocketAddress nobody = bed.refusingAddress();
    Script script = bed.script();
    bed.connect(nobody, script);
    assertThat(script.events()).as("inside the call").isEmpty();
    bed.until(script::isClosed);
    bed.settle();

    assertThat(script.events()).hasSize(2).last().isEqualTo("close:CONNECT_FAILED");
    assertThat(script.errors().get(0)).isInstanceOf(ConnectException.class);
    assertThat(script.reason().cause()).isSameAs(script.errors().get(0));
    assertThat(bed.loop().channels()).isEmpty();
  }

  @Everywhere(families = Family.UNIX)
  void aPathThatDoesNotExistIsLikeARefusal(Testbed bed) {
    Script script = bed.script();
    bed.connect(bed.freshAddress(), script);
    bed.until(script::isClosed);
    bed.settle();

    assertThat(script.events()).hasSize(2).last().isEqualTo("close:CONNECT_FAILED");
    assertThat(script.errors().get(0))
        .isInstanceOfAny(SocketException.class, NoSuchFileException.class);
    assertThat(bed.loop().channels()).isEmpty();
  }

  @Everywhere
  void readBeforeWrite(Testbed bed) {
    Script script = bed.script(Role.ASKED);
    boolean[] wanted = new boolean[1];
    script.readableWhen(() -> wanted[0]).writableWhen(() -> wanted[0]);
    Peer peer = bed.accept(script);
    peer.sendNow("hello");
    bed.settle();
    wanted[0] = true;
    script.on(Event.WRITE, connection -> wanted[0] = false);
    bed.until(() -> script.count("write") == 1);

    assertThat(script.events()).containsExactly("accept", "read", "write");
  }

  @OnAnyNetwork
  @Everywhere
  void aCleanEndIsToldOnceToAReader(Testbed bed) {
    Script script = bed.script();
    bed.accept(script).close();
    bed.until(script::isClosed);
    bed.settle();

    assertThat(script.events()).containsExactly("accept", "close:PEER");
    assertThat(script.reason().cause()).isNull();
  }

  @OnAnyNetwork
  @Everywhere
  void aCleanEndIsToldOnceToOneThatAlsoWantsToWrite(Testbed bed) {
    Script script = bed.script(Role.ASKED);
    script.writableWhen(() -> true);
    Peer peer = bed.accept(script);
    bed.until(() -> script.count("write") > 2);
    peer.close();
    bed.until(script::isClosed);
    bed.settle();

    assertThat(script.events()).startsWith("accept", "write").endsWith("write", "close:PEER");
    assertThat(script.events()).containsOnly("accept", "write", "close:PEER");
    assertThat(script.count("close:PEER")).isEqualTo(1);
  }

  @OnAnyNetwork
  @Everywhere(families = {Family.IPV4, Family.IPV6})
  void aResetIsToldOnceAlsoToOneThatWantsToWrite(Testbed bed) {
    Script script = bed.script(Role.ASKED);
    script.writableWhen(() -> true);
    Peer peer = bed.accept(script);
    bed.until(() -> script.count("write") > 2);
    peer.reset();
    bed.until(script::isClosed);
    bed.settle();

    assertThat(script.events()).containsOnly("accept", "write", "close:BROKEN");
    assertThat(script.count("close:BROKEN")).isEqualTo(1);
    assertThat(script.reason().cause()).isInstanceOf(IOException.class);
    assertThat(script.errors()).isEmpty();
  }

  @OnAnyNetwork
  @Everywhere
  void allBytesBeforeTheEndOfAPeerThatIsGone(Testbed bed) {
    Script script = bed.script();
    Peer peer = bed.accept(script);
    peer.send("x".repeat(100_000)).close();
    bed.until(script::isClosed);

    assertThat(script.receivedCount()).isEqualTo(100_000);
    assertThat(script.events()).endsWith("read", "close:PEER");
  }

  @OnAnyNetwork
  @Everywhere
  void allBytesBeforeTheEndAlsoIfWritingIsWantedMeanwhile(Testbed bed) {
    Script script = bed.script(Role.ASKED);
    script.writableWhen(() -> true);
    Peer peer = bed.accept(script);
    peer.send("x".repeat(100_000)).close();
    bed.until(script::isClosed);

    assertThat(script.receivedCount()).isEqualTo(100_000);
  }

  @OnAnyNetwork
  @Everywhere
  void aNewConnectionOpenedInACloseEventHearsNothingOfTheOldOne(Testbed bed) {
    PlainServer server = bed.server();
    Script second = bed.script();
    Script first = bed.script(Role.ASKED);
    first.writableWhen(() -> true);
    first.on(Event.CLOSE, connection -> bed.connect(server.address(), second));
    bed.connect(server.address(), first);
    server.accept().close();
    bed.until(first::isClosed);
    assertThat(second.events()).isEmpty();

    Peer peer = server.accept();
    bed.until(second::isOpen);
    bed.settle();
    assertThat(second.events()).containsExactly("connect");
    peer.send("hello");
    bed.until(() -> second.received().equals("hello"));
  }

  @Everywhere
  void aConnectionThatReplacesAReadyOneIsNotReadyForIt(Testbed bed) {
    PlainServer server = bed.server();
    List<Script> both = List.of(bed.script(), bed.script());
    Script replacement = bed.script();
    List<Peer> peers = List.of(bed.accept(both.get(0)), bed.accept(both.get(1)));
    for (Script script : both) {
      Script sibling = both.get(1 - both.indexOf(script));
      script.on(
          Event.READ,
          connection -> {
            sibling.connection().abort();
            bed.connect(server.address(), replacement);
          });
    }
    peers.forEach(peer -> peer.sendNow("hello"));
    bed.until(() -> both.stream().anyMatch(Script::isClosed));
    server.accept();
    bed.until(replacement::isOpen);
    bed.settle();

    assertThat(replacement.events()).containsExactly("connect");
    assertThat(both.get(0).count("read") + both.get(1).count("read")).isEqualTo(1);
  }

  @Everywhere
  void aReadyConnectionThatASiblingClosesIsToldItsEndOnly(Testbed bed) {
    List<Script> both = List.of(bed.script(), bed.script());
    List<Peer> peers = List.of(bed.accept(both.get(0)), bed.accept(both.get(1)));
    for (Script script : both) {
      Script sibling = both.get(1 - both.indexOf(script));
      script.on(Event.READ, connection -> sibling.connection().abort());
    }
    peers.forEach(peer -> peer.sendNow("hello"));
    bed.until(() -> both.stream().anyMatch(Script::isClosed));
    bed.settle();

    assertThat(both)
        .extracting(Script::events)
        .containsExactlyInAnyOrder(List.of("accept", "read"), List.of("accept", "close:ABORTED"));
  }

  @Everywhere
  void aChannelAddedInAnEventHasItsOwnEventsLater(Testbed bed) {
    PlainServer server = bed.server();
    Script added = bed.script();
    Script script = bed.script();
    List<String> heardInside = new ArrayList<>();
    script.on(
        Event.READ,
        connection -> {
          bed.connect(server.address(), added);
          server.acceptWithoutLoop().sendNow("at once");
          heardInside.addAll(added.events());
        });
    bed.accept(script).send("go");
    bed.until(() -> added.received().equals("at once"));

    assertThat(heardInside).isEmpty();
    assertThat(added.events()).containsExactly("connect", "read");
  }

  @Everywhere
  void aPeerAcceptedByAListenerThatClosesMeanwhileIsServed(Testbed bed) {
    Script script = bed.script();
    HostScript host =
        bed.hostScript(
            (listener, from) -> {
              listener.close();
              return script.dispatcher();
            });
    Listener listener = bed.listen(host);
    Peer peer = bed.connectTo(listener);
    peer.sendNow("hello");
    bed.until(() -> script.received().equals("hello"));

    assertThat(host.events()).containsExactly("accepted", "close:LOCAL");
    assertThat(script.events()).containsExactly("accept", "read");
  }

  @Everywhere
  void closingAllInAnEventTellsEachItsEndOnceAndEndsTheRun(Testbed bed) {
    Script bystander = bed.script();
    Script script = bed.script();
    script.on(Event.READ, connection -> bed.loop().closeAll());
    bed.accept(bystander);
    HostScript host = bed.hostScript((listener, from) -> script.dispatcher());
    bed.connectTo(bed.listen(host)).sendNow("hello");
    bed.loop().run();

    assertThat(script.events()).containsExactly("accept", "read", "close:LOOP_CLOSED");
    assertThat(bystander.events()).containsExactly("accept", "close:LOOP_CLOSED");
    assertThat(host.events()).containsExactly("accepted", "close:LOOP_CLOSED");
    assertThat(bed.loop().channels()).isEmpty();
  }

  @Everywhere(families = {Family.IPV4, Family.IPV6})
  void aPeerThatSendsAndResetsBeforeItIsAcceptedIsHeard(Testbed bed) {
    Script script = bed.script();
    Listener listener = bed.listenFor(script);
    Peer peer = bed.connectTo(listener);
    peer.sendNow("GET");
    peer.reset();
    bed.until(script::isClosed);

    assertThat(script.events()).containsExactly("accept", "read", "close:BROKEN");
    assertThat(script.received()).isEqualTo("GET");
    assertThat(bed.reports().messages()).isEmpty();
  }

  @Everywhere
  void aFloodDoesNotKeepASmallPeerWaiting(Testbed bed) {
    bed.limits(limits -> limits.receivesPerPass(1));
    Script flooded = bed.script();
    Script small = bed.script();
    Peer flood = bed.accept(flooded);
    Peer quiet = bed.accept(small);
    while (flood.sendNow("x".repeat(10_000))) {
      // Until the system takes no more.
    }
    quiet.sendNow("hello");
    int[] floodedBefore = new int[1];
    small.on(Event.READ, connection -> floodedBefore[0] = flooded.receivedCount());
    bed.until(() -> small.received().equals("hello"));

    assertThat(floodedBefore[0]).isLessThanOrEqualTo(64 * 1024);
  }
}
