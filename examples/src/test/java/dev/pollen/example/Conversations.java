package dev.pollen.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.testkit.protocol.Conversation;
import dev.pollen.testkit.protocol.InputKind;
import dev.pollen.testkit.protocol.Piece;
import dev.pollen.testkit.protocol.ProtocolInput;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Clients that say what was made for a protocol, and what becomes of the server then.
 *
 * <p>{@code -Dpollen.seeds=10000} looks for more.
 */
public final class Conversations {
  private static final int SEEDS = Integer.getInteger("pollen.seeds", 60);
  private static final int HANG_GUARD_SECONDS = 20;
  private static final Logger LOGGER = Logger.getLogger("dev.pollen");

  private Conversations() {}

  /**
   * Plays many, and fails if one hangs, if its connection stays, or if the code of the server is at
   * fault.
   */
  public static void play(RunningServer server, ProtocolInput input, InputKind kind)
      throws IOException {
    List<LogRecord> faults = new CopyOnWriteArrayList<>();
    Handler handler = collector(faults);
    LOGGER.setUseParentHandlers(false);
    LOGGER.addHandler(handler);
    try {
      for (long seed = 0; seed < SEEDS; seed++) {
        SplittableRandom random = new SplittableRandom(seed);
        Conversation talk = input.next(kind, random);
        play(server, talk, random.nextBoolean());
        assertThat(faults)
            .as(() -> talk.toString())
            .extracting(LogRecord::getMessage, LogRecord::getThrown)
            .isEmpty();
      }
    } finally {
      LOGGER.removeHandler(handler);
      LOGGER.setUseParentHandlers(true);
    }
  }

  private static void play(RunningServer server, Conversation talk, boolean isPipelined)
      throws IOException {
    try (Socket socket = new Socket(server.address().getAddress(), server.address().getPort())) {
      CompletableFuture<Void> end = CompletableFuture.runAsync(() -> drain(socket));
      socket.setTcpNoDelay(true);
      try {
        OutputStream out = socket.getOutputStream();
        if (isPipelined) {
          out.write(talk.bytes());
        } else {
          for (Piece piece : talk.pieces()) {
            out.write(piece.bytes());
          }
        }
        socket.shutdownOutput();
      } catch (SocketException closedMeanwhile) {
        // Who means harm is thrown out.
      }
      end.orTimeout(HANG_GUARD_SECONDS, TimeUnit.SECONDS).join();
    } catch (RuntimeException hanging) {
      throw new AssertionError("It hangs: " + talk, hanging);
    }
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(HANG_GUARD_SECONDS);
    while (server.connections() > 0) {
      assertThat(System.nanoTime() - deadline).as(() -> "It stays: " + talk).isNegative();
    }
  }

  private static void drain(Socket socket) {
    try {
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException closed) {
      // That is the end, too.
    }
  }

  /** What is worse than a warning is not said of peers. */
  private static Handler collector(List<LogRecord> faults) {
    return new Handler() {
      @Override
      public void publish(LogRecord logged) {
        if (logged.getLevel().intValue() > Level.WARNING.intValue()) {
          faults.add(logged);
        }
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
