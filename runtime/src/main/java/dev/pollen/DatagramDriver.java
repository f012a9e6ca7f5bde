package dev.pollen;

import dev.pollen.CloseReason.Kind;
import dev.pollen.flight.RunningCallback;
import dev.pollen.transport.DatagramSocket;
import dev.pollen.transport.Readiness;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Drives a socket for datagrams: through its states, its turns in the passes of the loop, and to
 * its end. A failure never ends it, since it may serve many peers.
 */
final class DatagramDriver implements Agenda.Deferred {
  private final Datagrams channel;
  private final DatagramSocket socket;
  private final DatagramDispatcher dispatcher;
  private final DatagramInput input;
  private final DatagramOutput output;
  private final Backoff backoff;

  /** Whether the socket is left alone, because it failed again and again. */
  private boolean backingOff;

  /** What the transport was told last. */
  private int toldInterest = Readiness.READ;

  /** Whether a turn of this socket is running, at the end of which it is settled anyway. */
  private boolean inTurn;

  /** Whether the loop is to give this socket a turn without readiness. */
  private boolean turnDeferred;

  private boolean openTold;

  /** How long a graceful end may take. */
  private @Nullable Timer deadline;

  private @Nullable CloseReason reason;

  DatagramDriver(Datagrams channel, DatagramSocket socket, DatagramDispatcher dispatcher) {
    this.channel = channel;
    this.socket = socket;
    this.dispatcher = dispatcher;
    this.input = new DatagramInput(channel, this, dispatcher);
    this.output = new DatagramOutput(channel, this);
    this.backoff = new Backoff(channel);
  }

  /** Receives from now on. */
  void start() throws IOException {
    socket.register(this::ready, toldInterest);
    channel.become(ChannelState.OPEN);
    channel.loop().add(channel);
    // Told in a pass: whoever opens a socket may do so in an event.
    channel.loop().agenda().settle(channel);
  }

  private void tellOpenOnce() {
    if (!openTold && state() == ChannelState.OPEN) {
      openTold = true;
      channel.tellOpen();
    }
  }

  // ---- its turns ----

  private void ready(int readiness) {
    try {
      inTurn = true;
      tellOpenOnce();
      if ((readiness & Readiness.WRITE) != 0) {
        output.flush();
      }
      if ((readiness & Readiness.READ) != 0) {
        input.receive();
      }
    } catch (Throwable cause) {
      // Most likely a resource of the process is exhausted, which may pass.
      channel.loop().noteFatal(cause);
      backOff(cause);
    } finally {
      endTurn();
    }
  }

  /** Asks the loop for a turn in which to tell what the socket will not report. */
  void deferTurn() {
    if (!turnDeferred) {
      turnDeferred = true;
      channel.loop().agenda().deferTurn(this);
    }
  }

  @Override
  public void deferredTurn() {
    turnDeferred = false;
    inTurn = true;
    try {
      // A refusal of what was sent in the pass that opened it comes before the end of that pass.
      tellOpenOnce();
      output.deferredTurn();
    } finally {
      endTurn();
    }
  }

  private void endTurn() {
    inTurn = false;
    output.leaveTogether();
    settleSoon();
  }

  /** At the end of this turn, if there is one, or at the end of the pass. */
  void settleSoon() {
    // The transport is told of a new interest once, at the end of the pass.
    if (!inTurn && (isToSettle() || wantedInterest() != toldInterest)) {
      channel.loop().agenda().settle(channel);
    }
  }

  private boolean isToSettle() {
    return state() == ChannelState.CLOSING || output.hasGathered();
  }

  void settle() {
    tellOpenOnce();
    output.leaveTogether();
    if (state() == ChannelState.CLOSING) {
      proceedClosing();
    }
    int wanted = wantedInterest();
    if (wanted != toldInterest) {
      toldInterest = wanted;
      socket.interest(wanted);
    }
  }

  private int wantedInterest() {
    if (state() == ChannelState.CLOSED) {
      return toldInterest;
    }
    if (backingOff) {
      return Readiness.NONE;
    }
    int wanted = delivers() ? Readiness.READ : Readiness.NONE;
    if (output.isPaused()) {
      return wanted;
    }
    return output.isEmpty() ? wanted : wanted | Readiness.WRITE;
  }

  // ---- what its sides ask and tell ----

  DatagramSocket socket() {
    return socket;
  }

  /** For whoever changes it: what was sent before leaves before. */
  DatagramSocket settledSocket() {
    output.leaveTogether();
    return socket;
  }

  private ChannelState state() {
    return channel.state();
  }

  /** Whether what arrives is told. */
  boolean delivers() {
    return state() == ChannelState.OPEN && !input.isPaused() && !backingOff;
  }

  void tellWrite() {
    if (state() == ChannelState.OPEN) {
      RunningCallback call = channel.begin(Event.WRITE);
      try {
        dispatcher.handleWrite();
      } catch (Throwable cause) {
        channel.tellFailure(Event.WRITE, cause);
      }
      channel.ends(call, Event.WRITE);
    }
  }

  /** The socket works. */
  void served() {
    backoff.succeeded();
  }

  /** The socket does not work: tries again in a while. */
  void backOff(Throwable cause) {
    if (!channel.isEnding() && !backingOff) {
      backingOff = true;
      long millis = backoff.pause(this::resume);
      channel.loop().records().failures().receiveFailed(channel, cause, millis);
    }
  }

  private void resume() {
    backingOff = false;
    settleSoon();
  }

  // ---- what its channel asks ----

  boolean send(ByteBuffer data, @Nullable SocketAddress to) {
    if (state() != ChannelState.OPEN) {
      // Until its end is told, the handler cannot know.
      output.drop(data);
      return false;
    }
    boolean allIsWell = output.send(data, to);
    settleSoon();
    return allIsWell;
  }

  ByteBuffer received() {
    channel.loop().checkThread("recv");
    return input.presented();
  }

  @Nullable SocketAddress sender() {
    return input.sender();
  }

  long queuedBytes() {
    return output.queuedBytes();
  }

  long dropped() {
    return output.dropped();
  }

  boolean isReadingPaused() {
    return input.isPaused();
  }

  void pauseReading(boolean paused) {
    input.pause(paused);
    settleSoon();
  }

  // ---- its end ----

  void beginClosing() {
    if (state() == ChannelState.OPEN) {
      channel.become(ChannelState.CLOSING);
      channel.removeTimers();
      backingOff = false;
      settleSoon();
    } else if (state() == ChannelState.NEW) {
      end(Kind.LOCAL);
    }
  }

  private void proceedClosing() {
    if (output.isEmpty()) {
      end(Kind.LOCAL);
    } else if (deadline == null) {
      // Of the loop, since the timers of the channel end with close().
      deadline = channel.loop().schedule(channel.limits.drainTimeout(), () -> end(Kind.LOCAL));
    }
  }

  void end(Kind kind) {
    if (state() == ChannelState.NEW) {
      // It was never registered, so nobody is told.
      channel.become(ChannelState.CLOSED);
      channel.removeTimers();
      socket.close();
    } else if (state() != ChannelState.CLOSED) {
      // What was sent before the end is not the queue's that is dropped.
      output.leaveTogether();
      channel.become(ChannelState.CLOSED);
      socket.close();
      channel.deletePath();
      channel.removeTimers();
      if (deadline != null) {
        deadline.cancel();
      }
      reason = new CloseReason(kind, null, output.queuedBytes());
      output.clear();
      channel.loop().closed(channel);
    }
  }

  CloseReason reason() {
    assert reason != null;
    return reason;
  }
}
