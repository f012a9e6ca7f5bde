package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.ref.Reference;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What is said and done about things that were forgotten. */
@Timeout(60)
final class LeakDetectorTest {
  private static final long HANG_GUARD_NANOS = 20_000_000_000L;

  @RegisterExtension final Net net = new Net();

  private final AtomicInteger released = new AtomicInteger();

  @AfterEach
  void showNoTraces() {
    System.clearProperty("dev.pollen.leaks");
  }

  /** Garbage is noticed when it is collected, and that is up to the collector. */
  private static void collectUntil(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - start).as("never noticed").isLessThan(HANG_GUARD_NANOS);
      System.gc();
      Thread.onSpinWait();
    }
  }

  private List<LogRecord> leaks(String what) {
    return net.log().leaks().stream()
        .filter(logged -> logged.getMessage().startsWith("leak=" + what + " "))
        .toList();
  }

  private boolean isTold(String what) {
    return !leaks(what).isEmpty();
  }

  /** Of its own, so that no frame of the test holds the owner. */
  private void forget(String what) {
    LeakDetector.track(new Object(), what, released::incrementAndGet);
  }

  @Test
  void whatIsForgottenIsReleasedAndToldOnce() {
    forget("first");
    collectUntil(() -> isTold("first"));
    forget("second");
    collectUntil(() -> isTold("second"));

    assertThat(released).hasValue(2);
    assertThat(leaks("first")).hasSize(1);
    assertThat(leaks("first").get(0).getMessage())
        .isEqualTo(
            "leak=first hint=\"it was never closed; -Ddev.pollen.leaks=trace shows where it was "
                + "created\"");
    assertThat(leaks("first").get(0).getThrown()).isNull();
  }

  @Test
  void whereItWasCreatedIsToldOnRequest() {
    System.setProperty("dev.pollen.leaks", "trace");
    forget("traced");
    collectUntil(() -> isTold("traced"));

    assertThat(leaks("traced").get(0).getThrown().getStackTrace())
        .anyMatch(frame -> frame.getMethodName().equals("forget"));
  }

  /** Of its own, so that no frame of the test holds the producer. */
  private void forgetFile(Path path) throws IOException {
    FileProducer.open(net.loop(), path);
  }

  @Test
  void aFileThatIsForgottenIsTold(@TempDir Path directory) throws IOException {
    Path path = Files.createFile(directory.resolve("file"));
    forgetFile(path);
    collectUntil(() -> isTold("File[" + path + "]"));
    FileProducer.open(net.loop(), path).close();
  }

  @Test
  void whatIsReleasedIsNoLeak() {
    LeakDetector.track(new Object(), "released", released::incrementAndGet).released();
    forget("another");
    collectUntil(() -> isTold("another"));

    assertThat(released).hasValue(1);
    assertThat(leaks("released")).isEmpty();
  }

  @Test
  void whatIsInUseIsNoLeak() {
    Object owner = new Object();
    LeakDetector.Tracked tracked = LeakDetector.track(owner, "used", released::incrementAndGet);
    try {
      forget("other");
      collectUntil(() -> isTold("other"));
      assertThat(released).hasValue(1);
    } finally {
      Reference.reachabilityFence(owner);
    }
    tracked.released();
    tracked.released();
    assertThat(released).hasValue(1);
  }

  @Test
  void whatCannotBeReleasedIsToldAllTheSame() {
    LeakDetector.track(
        new Object(),
        "stubborn",
        () -> {
          throw new IllegalStateException("no");
        });
    collectUntil(() -> isTold("stubborn"));
    forget("next");
    collectUntil(() -> isTold("next"));
  }

  @Nested
  class ASocket {
    @Test
    void thatWasCreatedAndForgottenBeforeItWasRegisteredIsClosed() throws IOException {
      net.loop();
      int before = Descriptors.count();
      createSockets();
      assertThat(Descriptors.count()).isEqualTo(before + 3);
      collectUntil(() -> net.log().leaks().size() >= 3);
      assertThat(net.log().leaks())
          .extracting(LogRecord::getMessage)
          .anyMatch(line -> line.contains("Connection[NEW"))
          .anyMatch(line -> line.contains("Listener[NEW"))
          .anyMatch(line -> line.contains("Datagrams[NEW"));
      assertThat(Descriptors.count()).isEqualTo(before);
    }

    private void createSockets() throws IOException {
      new Recorder().createSocket(net.loop(), StandardProtocolFamily.INET);
      new AcceptRecorder(from -> null).createSocket(net.loop(), StandardProtocolFamily.INET);
      new DatagramRecorder().createSocket(net.loop(), StandardProtocolFamily.INET);
    }

    @Test
    void thatIsClosedOrRegisteredIsNoLeak() throws IOException {
      createAndClose();
      Recorder recorder = net.recorder();
      recorder.createSocket(net.loop(), StandardProtocolFamily.INET);
      recorder.connect(net.rawListener(Family.IPV4).address());
      net.until(recorder::isOpen);
      forget("after");
      collectUntil(() -> isTold("after"));
      assertThat(net.log().leaks()).noneMatch(leak -> leak.getMessage().contains("[NEW"));
    }

    private void createAndClose() throws IOException {
      Recorder recorder = new Recorder();
      recorder.createSocket(net.loop(), StandardProtocolFamily.INET);
      recorder.close();
    }
  }

  @Nested
  class ALoop {
    /** Its descriptors are counted after the test. */
    @Test
    void thatIsForgottenIsClosed() throws IOException {
      int before = Descriptors.count();
      forgetLoop();
      assumeTrue(Descriptors.count() > before, "those of this selector are not counted");
      collectUntil(() -> isTold("Loop[nio]"));
      collectUntil(() -> Descriptors.count() <= before);
    }

    private void forgetLoop() throws IOException {
      Loop loop = Loop.open();
      Recorder recorder = new Recorder();
      Listener listener = loop.listen(net.address(Family.IPV4), () -> recorder);
      SocketChannel client = SocketChannel.open(listener.localAddress());
      while (!recorder.isOpen()) {
        loop.poll(Duration.ofMillis(1));
      }
      client.close();
      loop.closeAll();
    }

    /** Its transport leads to its channels, and these to it. */
    @Test
    void thatIsForgottenWithItsChannelsIsToldToo() throws IOException {
      forgetWithChannels(new ScriptedTransport());
      collectUntil(() -> isTold("Loop[scripted]"));
    }

    private void forgetWithChannels(ScriptedTransport transport) {
      Loop loop = Loop.open(transport, Limits.DEFAULT);
      loop.connect(new InetSocketAddress(0), new Recorder());
      loop.poll(Duration.ZERO);
      assertThat(loop.channels()).hasSize(1);
    }

    @Test
    void thatIsClosedIsNoLeak() throws IOException {
      Loop.open(new ScriptedTransport(), Limits.DEFAULT).close();
      forget("after the loop");
      collectUntil(() -> isTold("\"after the loop\""));

      assertThat(leaks("Loop[scripted]")).isEmpty();
    }
  }
}
