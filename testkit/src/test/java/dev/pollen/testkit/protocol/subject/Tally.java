package dev.pollen.testkit.protocol.subject;

import dev.pollen.CloseReason;
import dev.pollen.annotation.OnClose;
import dev.pollen.annotation.OnError;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** What a handler was told. All but the end is for the thread of the loop, until the end. */
public abstract class Tally {
  private final List<Throwable> errors = new ArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private int frames;
  private int closes;

  final void count() {
    frames++;
  }

  @OnError
  void failed(Throwable cause) {
    errors.add(cause);
  }

  @OnClose
  void closed(CloseReason reason) {
    closes++;
    end.countDown();
  }

  /** Counted down when the connection is closed; the rest can be read then. */
  public final CountDownLatch end() {
    return end;
  }

  /** How many frames and commands there were. */
  public final int frames() {
    return frames;
  }

  /** What went wrong. */
  public final List<Throwable> errors() {
    return errors;
  }

  /** How often the end was told. */
  public final int closes() {
    return closes;
  }
}
