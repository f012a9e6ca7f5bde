package dev.pollen.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pollen.Listener;
import dev.pollen.behaviour.subject.HostScript;
import dev.pollen.behaviour.subject.Role;
import dev.pollen.behaviour.subject.Script;
import java.io.IOException;
import java.time.Duration;

/** Urgent (out-of-band) bytes, which not every transport can report. */
final class UrgentTest {
  @Everywhere
  void whoWantsThemIsRefusedWhereTheyCannotBeReported(Testbed bed) {
    assumeTrue(!bed.reportsUrgentData());
    PlainServer server = bed.server();
    Script connecting = new Script(bed.style(), Role.URGENT);

    assertThatThrownBy(() -> bed.connect(server.address(), connecting))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("urgent")
        .hasMessageContaining("'epoll' of pollen-linux")
        .hasMessageContaining("Urgent");
    assertThat(bed.loop().channels()).isEmpty();
    assertThat(connecting.events()).isEmpty();
  }

  @Everywhere
  void aListenerOutlivesHavingChosenWhoWantsThemWhereTheyCannotBeReported(Testbed bed) {
    assumeTrue(!bed.reportsUrgentData());
    Script refused = new Script(bed.style(), Role.URGENT);
    HostScript host = bed.hostScript((listener, from) -> refused.dispatcher());
    Listener listener = bed.listen(host);
    bed.connectTo(listener).awaitGone();

    assertThat(host.events()).containsExactly("accepted", "error:UnsupportedOperationException");
    assertThat(bed.loop().channels()).containsExactly(listener);
  }

  @Everywhere(families = {Family.IPV4, Family.IPV6})
  void oneIsToldBetweenWhatCameBeforeAndAfterIt(Testbed bed) throws IOException {
    assumeTrue(bed.reportsUrgentData());
    Script script = bed.script(Role.URGENT);
    Peer peer = bed.accept(script);
    peer.send("abc");
    peer.channel().socket().sendUrgentData(0xF4);
    peer.send("def");
    bed.until(() -> script.received().equals("abcdef") && script.count("urgent:244") == 1);
    bed.settle();

    assertThat(script.events()).containsExactly("accept", "read", "urgent:244", "read");
  }

  @Everywhere(families = {Family.IPV4, Family.IPV6})
  void oneIsToldBeforeWhatFollowsItAlsoIfNothingIsLeftBeforeIt(Testbed bed) throws IOException {
    assumeTrue(bed.reportsUrgentData());
    Script script = bed.script(Role.URGENT);
    Peer peer = bed.accept(script);
    peer.send("abc");
    bed.until(() -> script.received().equals("abc"));
    peer.channel().socket().sendUrgentData('!');
    peer.send("def");
    bed.until(() -> script.received().equals("abcdef"));
    bed.settle();

    assertThat(script.events()).containsExactly("accept", "read", "urgent:33", "read");
  }

  @Everywhere(families = {Family.IPV4, Family.IPV6})
  void oneWaitsInItsPlaceWhileReadingIsPaused(Testbed bed) throws IOException {
    assumeTrue(bed.reportsUrgentData());
    Script script = bed.script(Role.URGENT);
    Peer peer = bed.accept(script);
    script.connection().pauseReading();
    peer.send("abc");
    peer.channel().socket().sendUrgentData('!');
    peer.send("def");
    bed.settle();
    assertThat(script.events()).containsExactly("accept");
    assertThat(bed.loop().poll(Duration.ofMillis(20))).as("sockets ready").isZero();

    script.connection().resumeReading();
    bed.until(() -> script.received().equals("abcdef"));
    assertThat(script.events()).containsExactly("accept", "read", "urgent:33", "read");
  }

  @Everywhere(families = {Family.IPV4, Family.IPV6})
  void aBrokenConnectionIsNoUrgentByte(Testbed bed) {
    assumeTrue(bed.reportsUrgentData());
    Script script = bed.script(Role.URGENT);
    Peer peer = bed.accept(script);
    peer.reset();
    bed.until(script::isClosed);

    assertThat(script.events()).containsExactly("accept", "close:BROKEN");
  }

  @Everywhere(families = {Family.IPV4, Family.IPV6})
  void oneForAConnectionThatIsClosingDoesNotWakeTheLoopAgainAndAgain(Testbed bed)
      throws IOException {
    assumeTrue(bed.reportsUrgentData());
    Script script = bed.script(Role.URGENT);
    Peer peer = bed.accept(script);
    script.connection().close();
    bed.settle();
    peer.channel().socket().sendUrgentData('!');
    bed.loop().poll(Duration.ZERO);

    assertThat(bed.loop().poll(Duration.ofMillis(20))).as("sockets ready").isZero();
    peer.awaitEnd().close();
    bed.until(script::isClosed);
    assertThat(script.events()).containsExactly("accept", "close:LOCAL");
  }

  @Everywhere(families = {Family.IPV4, Family.IPV6})
  void oneIsToldAlsoToWhoWritesAtTheSameTime(Testbed bed) throws IOException {
    assumeTrue(bed.reportsUrgentData());
    Script script = bed.script(Role.URGENT);
    Peer peer = bed.accept(script);
    script.connection().send("x".repeat(1_000_000));
    peer.channel().socket().sendUrgentData('!');
    bed.until(() -> script.count("urgent:33") == 1);

    // How much of its output leaves, and whether that is told, is the system's affair.
    assertThat(script.events()).containsOnlyOnce("urgent:33").doesNotContain("read");
  }

  @Everywhere(families = {Family.IPV4, Family.IPV6})
  void thoseNobodyAskedForDisturbNothing(Testbed bed) throws IOException {
    Script script = bed.script();
    Peer peer = bed.accept(script);
    peer.send("abc");
    peer.channel().socket().sendUrgentData('!');
    peer.send("def");
    bed.until(() -> script.receivedCount() >= 6);
    bed.settle();

    assertThat(script.received()).isEqualTo("abcdef");
    assertThat(script.events()).containsOnly("accept", "read");
    assertThat(bed.loop().poll(Duration.ofMillis(20))).as("sockets ready").isZero();
  }

  @Everywhere(families = {Family.IPV4, Family.IPV6})
  void thoseNobodyAskedForDoNotHideTheEnd(Testbed bed) throws IOException {
    Script script = bed.script();
    Peer peer = bed.accept(script);
    peer.channel().socket().sendUrgentData('!');
    peer.close();
    bed.until(script::isClosed);

    assertThat(script.events()).containsExactly("accept", "close:PEER");
  }
}
