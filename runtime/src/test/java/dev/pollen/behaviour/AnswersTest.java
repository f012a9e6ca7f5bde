package dev.pollen.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.behaviour.subject.Style;
import dev.pollen.behaviour.subject.protocol.Answers;
import dev.pollen.behaviour.subject.protocol.AnswersDispatcher;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers that come later or from another thread, as generated dispatchers give them. */
@OnAnyNetwork
final class AnswersTest {
  private static Peer accept(Testbed bed, Answers handler) {
    return bed.accept(handler, new AnswersDispatcher(handler));
  }

  /** A thread that ends with the test; those of the library stay for the next loop. */
  private static void offloadToThreadOfTheTest(Testbed bed) {
    bed.followRealTime();
    List<Thread> threads = new CopyOnWriteArrayList<>();
    ExecutorService executor =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "of the test");
              threads.add(thread);
              return thread;
            });
    bed.loop().offloadTo(executor);
    bed.closeLater(
        () -> {
          // That the executor has terminated does not say that its thread has.
          executor.shutdown();
          for (Thread thread : threads) {
            thread.join();
          }
        });
  }

  @Everywhere(styles = Style.GENERATED)
  void comeInOrderAndNothingIsReadMeanwhile(Testbed bed) {
    Answers handler = new Answers();
    Peer peer = accept(bed, handler);
    handler.promised("b").complete("b\n");
    peer.send("LATER a\nBYTES b\nNOW c\nLATER d\nNOW e\n");
    bed.until(() -> !handler.told().isEmpty());
    bed.settle();
    assertThat(handler.told()).containsExactly("LATER a");

    handler.promised("d").complete("d\n");
    handler.promised("a").complete("a\n");
    peer.awaitReceived("a\nb\nc\nd\ne\n");
    assertThat(handler.told()).containsExactly("LATER a", "BYTES b", "NOW c", "LATER d", "NOW e");
  }

  @Everywhere(styles = Style.GENERATED)
  void thatFailAreErrorsAndTheNextFollows(Testbed bed) {
    Answers handler = new Answers();
    Peer peer = accept(bed, handler);
    handler.promised("a").completeExceptionally(new IOException("a"));
    peer.send("LATER a\nBYTES b\nNOW c\n");
    bed.until(() -> handler.told().contains("BYTES b"));
    handler.promised("b").completeExceptionally(new IOException("b"));
    peer.awaitReceived("c\n");

    assertThat(handler.told())
        .containsExactly("LATER a", "error:IOException", "BYTES b", "error:IOException", "NOW c");
  }

  @Everywhere(styles = Style.GENERATED)
  void areDroppedAfterTheEnd(Testbed bed) {
    Answers handler = new Answers();
    Peer peer = accept(bed, handler);
    peer.send("LATER a\nNOW b\n");
    bed.until(() -> !handler.told().isEmpty());
    handler.connection().abort();
    bed.until(handler::isClosed);
    handler.promised("a").complete("a\n");
    bed.settle();

    assertThat(handler.told()).containsExactly("LATER a");
    assertThat(handler.errors()).isEmpty();
    peer.awaitGone();
    assertThat(peer.received()).isEmpty();
  }

  @Everywhere(styles = Style.GENERATED)
  void ofOffloadedMethodsComeInOrderFromOtherThreads(Testbed bed) {
    offloadToThreadOfTheTest(bed);
    Answers handler = new Answers();
    Peer peer = accept(bed, handler);
    peer.send("WORK a\nTOIL b\nWORK c\nNOW d\n");
    Answers other = new Answers();
    Peer meanwhile = accept(bed, other);
    meanwhile.send("NOW x\n").awaitReceived("x\n");
    assertThat(handler.told()).isEmpty();

    handler.open();
    peer.awaitReceived("a\nc\nd\n");
    assertThat(handler.worked()).containsExactly("a", "b", "c");
    assertThat(handler.threads()).hasSize(3).doesNotContain(Thread.currentThread());
  }

  @Everywhere(styles = Style.GENERATED)
  void ofOffloadedMethodsThatFailAreErrorsOnTheLoopThread(Testbed bed) {
    offloadToThreadOfTheTest(bed);
    Answers handler = new Answers();
    handler.open();
    Peer peer = accept(bed, handler);
    Thread[] thread = new Thread[1];
    handler.on("error:IllegalStateException", unused -> thread[0] = Thread.currentThread());
    peer.send("WORK bad\nWORK\nNOW d\n").awaitReceived("d\n");

    assertThat(handler.told())
        .containsExactly("error:IllegalStateException", "error:CommandException", "NOW d");
    assertThat(thread[0]).isSameAs(Thread.currentThread());
  }
}
