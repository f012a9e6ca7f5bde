package dev.pollen.testkit.contract;

import dev.pollen.ChannelState;
import dev.pollen.CloseReason;
import dev.pollen.CloseReason.Kind;
import dev.pollen.DatagramDispatcher;
import dev.pollen.Event;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A socket for datagrams under test: it outlives everything but its own end. */
final class DatagramSubject extends DatagramDispatcher {
  private static final int LARGE = 2000;

  private final Contract contract;
  private final Mail mail;

  /** Whom it may write to. */
  private final List<SocketAddress> addresses;

  private final Life life;
  private final Set<Kind> explained = EnumSet.noneOf(Kind.class);
  private boolean isSlow;

  DatagramSubject(Contract contract, Mail mail, List<SocketAddress> addresses, int number) {
    this.contract = contract;
    this.mail = mail;
    this.addresses = addresses;
    life = new Life(contract, "datagrams-" + number);
  }

  private int choose(String what, int bound) {
    return contract.choose(life.name() + " " + what, bound);
  }

  SocketAddress address() {
    return datagrams().localAddress();
  }

  boolean isOpen() {
    return datagrams().state() == ChannelState.OPEN;
  }

  @Override
  protected void handleOpen() {
    life.during(datagrams(), Event.OPEN, () -> move("open"));
  }

  @Override
  protected void handleDatagram(SocketAddress from) {
    life.during(
        datagrams(),
        Event.DATAGRAM,
        () -> {
          mail.arrived(address(), from, recv());
          move("datagram");
        });
  }

  @Override
  protected void handleWrite() {
    contract.require(isSlow, () -> life + " is told to write, but nobody waits");
    isSlow = false;
    life.during(datagrams(), Event.WRITE, () -> move("write"));
  }

  @Override
  protected void handleError(Throwable cause) {
    contract.require(
        cause instanceof Planted || cause instanceof IOException,
        () -> life + " is told something unexpected: " + cause);
    life.failed(datagrams(), cause, () -> move("error"));
  }

  @Override
  protected void handleShutdown() {
    life.during(datagrams(), Event.SHUTDOWN, this::end);
  }

  @Override
  protected void handleClose(CloseReason reason) {
    contract.require(
        explained.contains(reason.kind()) || contract.isClosing(),
        () -> life + " was closed for no reason: " + reason);
    life.during(datagrams(), Event.CLOSE, () -> {});
  }

  /** Does what chance wants. */
  private void move(String where) {
    switch (choose("in " + where, 24)) {
      case 1, 2, 3, 4, 5, 6 -> write(choose("size", 100));
      case 7, 8 -> write(choose("size", LARGE));
      case 9 -> datagrams().pauseReading();
      case 10 -> datagrams().resumeReading();
      case 11 -> throw new Planted(life + " fails in " + where);
      case 12 -> {
        if (choose("ends", 3) == 2) {
          end();
        }
      }
      case 13 -> {
        if (choose("aborts", 4) == 3) {
          explained.add(Kind.ABORTED);
          abort();
          life.closeCalled();
        }
      }
      default -> {}
    }
  }

  private void end() {
    explained.add(Kind.LOCAL);
    close();
    life.closeCalled();
  }

  /** Writes to somebody. */
  void write(int size) {
    SocketAddress to = addresses.get(choose("to", addresses.size()));
    long before = datagrams().dropped();
    ByteBuffer bytes = ByteBuffer.wrap(mail.write(address(), to, size));
    boolean allIsWell = send(bytes, to);
    contract.require(!bytes.hasRemaining(), () -> life + " has left some of a datagram");
    if (datagrams().dropped() == before) {
      mail.taken();
    }
    isSlow |= !allIsWell;
  }

  /** Nothing holds it back any more. */
  void calm() {
    if (isOpen()) {
      datagrams().resumeReading();
    }
  }
}
