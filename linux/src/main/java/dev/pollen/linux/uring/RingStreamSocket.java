package dev.pollen.linux.uring;

import dev.pollen.linux.poll.Poller;
import dev.pollen.linux.socket.LinuxStreamSocket;
import dev.pollen.linux.system.SocketAddresses;
import dev.pollen.transport.Readiness;
import dev.pollen.transport.StreamSocket;
import dev.pollen.transport.TransportFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One end of a connection. Once that stands, data are received by the ring and sent by it, but for
 * what the ring cannot do as well as a system call: urgent bytes, large pieces, and what is sent
 * while nobody could be told how that ended.
 */
final class RingStreamSocket extends LinuxStreamSocket {
  private final RingPoller poller;
  private final Reception reception;

  /** While something is to be sent, or when that has failed. */
  private @Nullable Transmission transmission;

  RingStreamSocket(UringTransport transport, int descriptor, int family) {
    super(transport, descriptor, family);
    poller = transport.ring();
    reception = new Reception(poller, descriptor, this);
  }

  /** One that was accepted. */
  RingStreamSocket(UringTransport transport, int descriptor, int family, SocketAddresses told) {
    super(transport, descriptor, family, told);
    poller = transport.ring();
    reception = new Reception(poller, descriptor, this);
  }

  @Override
  public boolean finishConnect() throws IOException {
    boolean wasConnected = isConnected();
    boolean isDone = super.finishConnect();
    if (isDone && !wasConnected) {
      serveAgain();
    }
    return isDone;
  }

  // ---- readiness ----

  /** A receive by the ring would drop an urgent byte, so the poller watches for such sockets. */
  @Override
  protected int serve(int interest) {
    if (!isConnected()) {
      return super.serve(interest);
    }
    boolean wantsUrgent = (interest & Readiness.URGENT) != 0;
    reception.turn((interest & Readiness.READ) != 0 && !wantsUrgent);
    mayBeReady();
    return wantsUrgent ? super.serve(interest & ~Readiness.WRITE) : 0;
  }

  void mayBeReady() {
    poller.mayBeReady(reception);
  }

  /** For what this socket is ready, as far as the ring knows. */
  int readyEvents() {
    int events = 0;
    if (wants(Readiness.READ) && (reception.isReady() || failureOfSending() != 0)) {
      events |= Poller.IN;
    }
    if (wants(Readiness.WRITE) && isConnected()) {
      events |= room() > 0 || failureOfSending() != 0 ? Poller.OUT : 0;
    }
    return events;
  }

  boolean waitsForRoom() {
    return wants(Readiness.WRITE);
  }

  // ---- receiving ----

  @Override
  public @Nullable ByteBuffer receive() throws IOException {
    exchange().buffers().takeBack();
    ByteBuffer taken = reception.take();
    if (taken == null && !reception.isOver() && !reception.isInKernel()) {
      taken = super.receive();
    }
    if (taken != null && !StreamSocket.isEnd(taken)) {
      return taken;
    }
    // Only now: what had arrived before is to be told.
    throwFailureOfSending();
    if (reception.failure() != 0) {
      throw broken("recv", reception.failure());
    }
    return reception.hasEnded() ? END : taken;
  }

  private Exchange exchange() {
    return poller.exchange();
  }

  private void throwFailureOfSending() throws IOException {
    if (failureOfSending() != 0) {
      throw broken("send", failureOfSending());
    }
  }

  // ---- sending ----

  /** Whether somebody is told if a send that was put off fails. */
  private boolean mayPutOff() {
    return wants(Readiness.READ) && !reception.hasEnded();
  }

  private Transmission ensureTransmission() throws IOException {
    if (transmission == null) {
      transmission = poller.transmissions().take(this, descriptor());
    }
    return transmission;
  }

  /** It serves others from now on. */
  void forgetTransmission() {
    transmission = null;
  }

  private int failureOfSending() {
    return transmission == null ? 0 : transmission.failure();
  }

  /** How many bytes can be put off now. */
  private int room() {
    return transmission == null ? Chunks.BYTES : transmission.room();
  }

  /** Whether so many bytes are left to the next system call of the ring. */
  private boolean isPutOff(long size) {
    return mayPutOff() && size <= room();
  }

  /** Whether data may go to the kernel at once, without overtaking others. */
  private boolean isFree() {
    if (transmission == null) {
      return true;
    }
    if (!mayPutOff()) {
      transmission.sendNow();
    }
    return transmission.isEmpty() && !transmission.isBlocked();
  }

  @Override
  public int send(ByteBuffer data) throws IOException {
    sending();
    throwFailureOfSending();
    if (!data.hasRemaining()) {
      return 0;
    }
    if (isPutOff(data.remaining()) || !isFree()) {
      return ensureTransmission().add(data);
    }
    int sent = super.send(data);
    if (data.hasRemaining()) {
      ensureTransmission().block();
    }
    return sent;
  }

  @Override
  public long send(ByteBuffer[] data, int count) throws IOException {
    sending();
    throwFailureOfSending();
    long size = 0;
    for (int i = 0; i < count; i++) {
      size += data[i].remaining();
    }
    if (size == 0) {
      return 0;
    }
    if (isPutOff(size) || !isFree()) {
      long added = 0;
      for (int i = 0; i < count; i++) {
        added += ensureTransmission().add(data[i]);
      }
      return added;
    }
    long sent = super.send(data, count);
    if (sent < size) {
      ensureTransmission().block();
    }
    return sent;
  }

  /** By a system call of its own, so that what was put off has to leave before. */
  @Override
  public long send(TransportFile file, long position, long count) throws IOException {
    sending();
    sendNow();
    throwFailureOfSending();
    if (!isFree()) {
      return 0;
    }
    long sent = super.send(file, position, count);
    if (sent != READ_INSTEAD && sent < count) {
      ensureTransmission().block();
    }
    return sent;
  }

  private void sendNow() {
    if (transmission != null) {
      transmission.sendNow();
    }
  }

  @Override
  public void shutdownOutput() throws IOException {
    throwFailureOfSending();
    sendNow();
    if (transmission == null || transmission.isEmpty()) {
      throwFailureOfSending();
      super.shutdownOutput();
    } else {
      finish();
      transmission.finish();
    }
  }

  // ---- the end ----

  @Override
  public void abort() {
    // One that is closed may still have to send what it was given before.
    if (isOpen()) {
      dropUnsent();
    }
    super.abort();
  }

  private void dropUnsent() {
    if (transmission != null) {
      transmission.drop();
    }
  }

  @Override
  protected void release(int closing) {
    poller.forget(closing);
    if (reception.close()) {
      // As the kernel does if it finds bytes that nobody has taken.
      resetOnClose(closing);
      dropUnsent();
    }
    if (transmission == null) {
      exchange().descriptors().close(closing);
    } else {
      transmission.close();
    }
  }
}
