package dev.pollen.testkit.contract;

import dev.pollen.CloseReason;
import dev.pollen.Connection;
import dev.pollen.Limits;
import dev.pollen.Producer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The account of what a subject sends: everything that {@code send} has taken arrives in its order,
 * or the close event tells how much did not.
 */
final class Outgoing {
  /** What a producer may be asked for on top of what is queued: a segment. */
  private static final int OUTPUT_OF_PRODUCERS = 16 * 1024;

  private final Contract contract;
  private final Life life;
  private final Pattern pattern;
  private final Limits limits;
  private final List<Chunks> producers = new ArrayList<>();

  /** Where the next byte stands in the stream. */
  private long position;

  /** Bytes that were taken, those of producers only when they were asked for them. */
  private long taken;

  /** Whether {@code send} has said to slow down, and nobody that it is over. */
  private boolean isSlow;

  private boolean hasExceeded;

  /** Whether something was dropped, for which there has to be a reason. */
  private boolean isDropped;

  private boolean isEnded;
  private long undelivered;

  /** Some bytes that are fetched, chunk by chunk. */
  private final class Chunks implements Producer {
    private final long end;
    private final int step;
    private long next;
    private boolean pauses;
    private boolean closed;

    Chunks(long begin, int count, int step) {
      this.next = begin;
      this.end = begin + count;
      this.step = step;
      this.pauses = step % 3 == 0;
    }

    @Override
    public Outcome produce(ByteBuffer room) {
      contract.require(!closed, () -> life + ": a closed producer is asked");
      contract.require(room.remaining() >= 4096, () -> "Room for " + room.remaining() + " only");
      if (pauses && !contract.isCalm()) {
        pauses = false;
        return Outcome.PENDING;
      }
      int count = (int) Math.min(Math.min(step, room.remaining()), end - next);
      pattern.put(room, next, count);
      next += count;
      taken += count;
      return next == end ? Outcome.END : Outcome.READY;
    }

    @Override
    public void close() {
      contract.require(!closed, () -> life + ": a producer is closed twice");
      closed = true;
    }

    boolean isDone() {
      return closed;
    }
  }

  Outgoing(Contract contract, Life life, int stream, Limits limits) {
    this.contract = contract;
    this.life = life;
    this.pattern = new Pattern(stream);
    this.limits = limits;
  }

  /** How many bytes were taken so far. */
  long taken() {
    return taken;
  }

  /** How many of the bytes that were taken went to the system, once all is over. */
  long delivered() {
    return taken - undelivered;
  }

  /** Whether more was sent than may wait. */
  boolean hasExceeded() {
    return hasExceeded;
  }

  /** Whether nothing waits to be fetched. */
  boolean isComplete() {
    return producers.stream().allMatch(Chunks::isDone);
  }

  void send(Connection connection, int count) {
    long before = connection.queuedBytes();
    boolean allIsWell = connection.send(pattern.bytes(position, count));
    long added = connection.queuedBytes() - before;
    contract.require(
        added == 0 || added == count,
        () -> life + " has taken " + added + " of " + count + " bytes");
    contract.require(
        !allIsWell || added == count, () -> life + " says that all is well, but takes nothing");
    if (added == count) {
      position += count;
      taken += count;
      boolean isHigh = connection.queuedBytes() > limits.outputHighMark();
      contract.require(
          !(allIsWell && isHigh), () -> life + " says that all is well above its high mark");
      contract.require(
          allIsWell || isHigh || isSlow, () -> life + " says to slow down for no reason");
      isSlow |= !allIsWell;
    } else if (life.isOpen() && !isEnded) {
      boolean isTooMuch = before + count > limits.maxOutput();
      hasExceeded |= isTooMuch;
      isDropped |= !isTooMuch;
    }
  }

  /** Sends something that is fetched by and by. */
  void sendByProducer(Connection connection, int count, int step) {
    Chunks chunks = new Chunks(position, count, step);
    position += count;
    producers.add(chunks);
    connection.send(chunks);
  }

  boolean isEnded() {
    return isEnded;
  }

  void ended() {
    isEnded = true;
  }

  /** Whether it was told to slow down, and not that this is over. */
  boolean isSlow() {
    return isSlow && !isEnded;
  }

  /** There is room again. */
  void wrote(boolean isAsked) {
    contract.require(isAsked || isSlow, () -> life + " is told to write, but nobody waits");
    isSlow = false;
  }

  void check(@Nullable Connection connection) {
    if (connection != null) {
      contract.require(
          connection.queuedBytes() <= limits.maxOutput() + OUTPUT_OF_PRODUCERS,
          () -> life + " has queued " + connection.queuedBytes() + " bytes");
    }
  }

  void closed(CloseReason reason) {
    undelivered = reason.undeliveredBytes();
    contract.require(
        undelivered >= 0 && undelivered <= taken,
        () -> life + " has taken " + taken + " bytes, but reports " + reason);
    boolean mayDrop =
        switch (reason.kind()) {
          case LIMIT, BROKEN, HANDLER_FAILED -> true;
          default -> false;
        };
    contract.require(
        !isDropped || mayDrop || life.isLeft(),
        () -> life + " has dropped bytes without a word: " + reason);
  }

  /** Nobody keeps a producer. */
  void checkProducersAreClosed() {
    contract.require(isComplete(), () -> life + " has not closed a producer");
  }
}
