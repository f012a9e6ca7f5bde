package dev.pollen.linux.socket;

import dev.pollen.linux.poll.Glance;
import dev.pollen.linux.poll.Poller;
import dev.pollen.linux.system.Errors;
import dev.pollen.linux.system.FileCalls;
import dev.pollen.transport.DescriptorAddress;
import dev.pollen.transport.Readiness;
import dev.pollen.transport.StreamSocket;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A stream of bytes in whatever read(2) and write(2) work with. */
final class DescriptorStream extends DescriptorSocket implements StreamSocket {
  /** The peer has closed, or ended its side (POLLRDHUP). */
  private static final int RDHUP = 0x2000;

  private final SharedFile file;
  private final DescriptorAddress address;

  /** What it can be ready for. */
  private final int directions;

  DescriptorStream(ReadinessTransport transport, SharedFile file, DescriptorAddress address) {
    super(transport, file.descriptor());
    this.file = file;
    this.address = address;
    directions =
        (file.canRead() ? Readiness.READ : Readiness.NONE)
            | (file.canWrite() ? Readiness.WRITE : Readiness.NONE);
  }

  // ---- readiness ----

  @Override
  protected Poller poller() {
    return file.isAlwaysReady() ? transport.alwaysReady() : super.poller();
  }

  /** A pipe that is only read is never ready for output, but has a hang-up to tell. */
  @Override
  protected int serve(int interest) {
    return super.serve(interest & directions);
  }

  @Override
  public boolean canReceive() {
    return file.canRead();
  }

  @Override
  public boolean canSend() {
    return file.canWrite();
  }

  @Override
  public boolean isShared() {
    return true;
  }

  // ---- connecting ----

  @Override
  public void bind(SocketAddress local) {
    throw new UnsupportedOperationException("It has no address of its own: " + address);
  }

  @Override
  public boolean connect(SocketAddress remote) {
    throw new UnsupportedOperationException("It is connected already: " + address);
  }

  @Override
  public boolean finishConnect() {
    return true;
  }

  @Override
  public SocketAddress localAddress() {
    return address;
  }

  @Override
  public SocketAddress remoteAddress() {
    return address;
  }

  @Override
  public <T> void setOption(SocketOption<T> option, T value) throws IOException {
    requireSocket(option);
    super.setOption(option, value);
  }

  @Override
  public <T> T option(SocketOption<T> option) throws IOException {
    requireSocket(option);
    return super.option(option);
  }

  private void requireSocket(SocketOption<?> option) {
    if (!file.isSocket()) {
      throw new UnsupportedOperationException(
          "'" + option + "' not supported: only sockets have options, not " + address);
    }
  }

  // ---- data ----

  @Override
  public @Nullable ByteBuffer receive() throws IOException {
    Lending lending = transport.lending();
    int descriptor = descriptor();
    file.forbidWaiting();
    long answer = transport.calls().read(descriptor, lending.memory(), lending.size());
    if (answer > 0) {
      return lending.lend(answer);
    }
    if (answer == 0) {
      // Of messages, an empty one is not the end.
      return file.isSocket() && !hasHungUp(descriptor) ? null : END;
    }
    if (answer == -Errors.EAGAIN || answer == -Errors.EINTR) {
      return null;
    }
    if (answer == -Errors.EIO && file.isTerminal()) {
      // The other end of the terminal is gone.
      return END;
    }
    throw Errors.exception("read", answer);
  }

  /** Whether the peer has closed, and no message follows that has a byte. */
  private boolean hasHungUp(int descriptor) throws IOException {
    boolean isOver = (new Glance(transport.calls()).events(descriptor, RDHUP) & RDHUP) != 0;
    return isOver && transport.options().unread(descriptor) == 0;
  }

  @Override
  public int receiveUrgent() {
    throw new UnsupportedOperationException("It has no urgent data: " + address);
  }

  @Override
  public int send(ByteBuffer data) throws IOException {
    if (!data.hasRemaining()) {
      return 0;
    }
    long address = transport.outgoing().address(data);
    int descriptor = descriptor();
    file.forbidWaiting();
    int sent = (int) sent(transport.calls().write(descriptor, address, Outgoing.size(data)));
    data.position(data.position() + sent);
    return sent;
  }

  @Override
  public long send(ByteBuffer[] data, int count) throws IOException {
    if (count == 1) {
      return send(data[0]);
    }
    int used = transport.outgoing().gather(data, count);
    int descriptor = descriptor();
    file.forbidWaiting();
    FileCalls calls = transport.fileCalls();
    long sent = sent(calls.writev(descriptor, transport.outgoing().vectors(), used));
    Outgoing.advance(data, sent);
    return sent;
  }

  private static long sent(long answer) throws IOException {
    if (answer >= 0) {
      return answer;
    }
    if (answer == -Errors.EAGAIN || answer == -Errors.EINTR) {
      return 0;
    }
    throw Errors.exception("write", answer);
  }

  // ---- the end ----

  /**
   * The end of what only writes is the end of the whole, as of a pipe. What reads as well goes on
   * reading: no system call ends one direction of a terminal.
   */
  @Override
  public void shutdownOutput() {
    if (!file.canRead()) {
      close();
    }
  }

  @Override
  public void abort() {
    close();
  }

  @Override
  protected void release(int closing) {
    file.restore();
    super.release(closing);
  }
}
