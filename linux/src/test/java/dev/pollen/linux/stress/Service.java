package dev.pollen.linux.stress;

import dev.pollen.ConnectionDispatcher;
import dev.pollen.FramedDispatcher;
import dev.pollen.Limits;
import dev.pollen.Terminator;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;

/** What a server does with its peers. Whatever it sends is the beginning of what it has got. */
enum Service {
  ECHO,
  FRAMED,
  SLOW,
  URGENT,
  CLOSING,
  ABORTING,
  THROWING;

  static final int FRAME_BYTES = 100;

  private static final int SMALL_BUFFER = 4096;

  ConnectionDispatcher dispatcher() {
    return switch (this) {
      case ECHO -> new Echo();
      case FRAMED -> new FramedEcho();
      case SLOW -> new SlowEcho();
      case URGENT -> new UrgentEcho();
      case CLOSING -> new Closing();
      case ABORTING -> new Aborting();
      case THROWING -> new Throwing();
    };
  }

  Limits limits() {
    return this == SLOW
        ? Limits.DEFAULT.with(changes -> changes.outputLowMark(500).outputHighMark(1000))
        : Limits.DEFAULT;
  }

  /** Whether what it got comes back, to who waits for it. */
  boolean returnsAll() {
    return compareTo(CLOSING) < 0;
  }

  private static final class Echo extends ConnectionDispatcher {
    @Override
    protected void handleRead() {
      send(recv());
    }
  }

  private static final class FramedEcho extends FramedDispatcher {
    FramedEcho() {
      super(Terminator.length(FRAME_BYTES));
    }

    @Override
    protected void handleFrame(ByteBuffer frame) {
      send(frame);
      terminator(Terminator.length(FRAME_BYTES));
    }
  }

  /** Listens only while what it has said is taken. */
  private static final class SlowEcho extends ConnectionDispatcher {
    @Override
    protected void handleAccept() throws IOException {
      connection().setOption(StandardSocketOptions.SO_SNDBUF, SMALL_BUFFER);
    }

    @Override
    protected void handleRead() {
      if (!send(recv())) {
        connection().pauseReading();
      }
    }

    @Override
    protected void handleWrite() {
      connection().resumeReading();
    }
  }

  /** An urgent byte stands beside the others, and does not come back. */
  private static final class UrgentEcho extends ConnectionDispatcher {
    @Override
    protected boolean wantsUrgent() {
      return true;
    }

    @Override
    protected void handleUrgent(byte value) {
      if (value != Load.URGENT_BYTE) {
        throw new AssertionError("Urgent is " + value);
      }
    }

    @Override
    protected void handleRead() {
      send(recv());
    }
  }

  private static final class Closing extends ConnectionDispatcher {
    @Override
    protected void handleRead() {
      send(recv());
      close();
    }
  }

  private static final class Aborting extends ConnectionDispatcher {
    @Override
    protected void handleRead() {
      send(recv());
      abort();
    }
  }

  private static final class Throwing extends ConnectionDispatcher {
    @Override
    protected void handleRead() {
      send(recv());
      throw new IllegalStateException("a whim");
    }
  }
}
