package dev.pollen.linux.socket;

import dev.pollen.linux.system.Calls;
import dev.pollen.linux.system.Errors;
import dev.pollen.linux.system.SocketAddresses;
import dev.pollen.transport.Readiness;
import dev.pollen.transport.StreamSocket;
import dev.pollen.transport.TransportFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NotYetConnectedException;
import org.jspecify.annotations.Nullable;

/** One end of a connection, or of one that is about to be. */
public class LinuxStreamSocket extends DescriptorSocket implements StreamSocket {
  private static final SocketAddress UNKNOWN = new InetSocketAddress(0);
  private static final int SHUT_WR = 1;
  private static final int MSG_OOB = 0x01;
  private static final int MSG_PEEK = 0x02;

  /** For a socket that somebody else has made, which may be one that waits. */
  private static final int MSG_DONTWAIT = 0x40;

  /** Not a signal, which nobody could catch here, but an error. */
  private static final int MSG_NOSIGNAL = 0x4000;

  private static final int SENDING = MSG_NOSIGNAL | MSG_DONTWAIT;

  private final int family;

  /** None if it is kept as a number. */
  private @Nullable SocketAddress remoteAddress = UNKNOWN;

  private long remoteNumber = SocketAddresses.NO_NUMBER;
  private boolean isConnected;
  private boolean hasFinished;

  /**
   * Whether the kernel has told a reset, which it does only once: then the end of the stream is
   * none. What had arrived before can still be received.
   */
  private boolean isReset;

  /** One that can connect. */
  public LinuxStreamSocket(ReadinessTransport transport, int descriptor, int family) {
    super(transport, descriptor);
    this.family = family;
  }

  /** One that was accepted, whose peer a call has just told. */
  public LinuxStreamSocket(
      ReadinessTransport transport, int descriptor, int family, SocketAddresses told) {
    this(transport, descriptor, family);
    remoteNumber = told.readNumber();
    remoteAddress = remoteNumber == SocketAddresses.NO_NUMBER ? told.read() : null;
    isConnected = true;
  }

  @Override
  public void bind(SocketAddress local) throws IOException {
    transport.bind(descriptor(), local, family);
  }

  @Override
  public boolean connect(SocketAddress remote) throws IOException {
    SocketAddresses addresses = transport.addresses();
    int length = addresses.write(remote, family);
    remoteAddress = remote;
    int answer = calls().connect(descriptor(), addresses.address(), length);
    if (answer == -Errors.EAGAIN && family == SocketAddresses.AF_UNIX) {
      return false;
    }
    if (answer < 0 && answer != -Errors.EINPROGRESS) {
      throw failed(answer);
    }
    isConnected = answer == 0;
    return true;
  }

  private IOException failed(int answer) {
    IOException cause = Errors.exception("connect", answer);
    if (cause instanceof ConnectException) {
      return new ConnectException(cause.getMessage() + ": " + remoteAddress());
    }
    return cause;
  }

  /** Whether the connection stands. */
  protected final boolean isConnected() {
    return isConnected;
  }

  @Override
  public boolean finishConnect() throws IOException {
    if (isConnected) {
      return true;
    }
    int error = transport.options().error(descriptor());
    if (error != 0) {
      throw failed(-error);
    }
    // No error is told either while the attempt goes on; only who is connected has a peer.
    int answer =
        calls()
            .getpeername(
                descriptor(),
                transport.addresses().clear().address(),
                transport.addresses().length());
    isConnected = answer == 0;
    return isConnected;
  }

  @Override
  public SocketAddress remoteAddress() {
    return remoteAddress == null ? SocketAddresses.ofNumber(remoteNumber) : remoteAddress;
  }

  @Override
  public @Nullable ByteBuffer receive() throws IOException {
    if (wants(Readiness.URGENT)) {
      return receiveUpToMark();
    }
    Lending lending = transport.lending();
    return received(calls().recv(descriptor(), lending.memory(), lending.size(), MSG_DONTWAIT));
  }

  private @Nullable ByteBuffer received(long answer) throws IOException {
    if (answer > 0) {
      return transport.lending().lend(answer);
    }
    if (answer == 0 && isReset) {
      throw new SocketException("Connection reset");
    }
    if (answer == 0) {
      return END;
    }
    if (answer == -Errors.EAGAIN || answer == -Errors.EINTR) {
      return null;
    }
    throw broken("recv", answer);
  }

  /**
   * A receive that begins where an urgent byte stands drops it (tcp_recvmsg of Linux), so the byte
   * has to be taken before. To look first moves nothing; and if there is something in front of the
   * mark, the receive stops at the mark, whatever arrives meanwhile.
   */
  private @Nullable ByteBuffer receiveUpToMark() throws IOException {
    Lending lending = transport.lending();
    long there = calls().recv(descriptor(), lending.memory(), 1, MSG_PEEK | MSG_DONTWAIT);
    if (there < 0) {
      return received(there);
    }
    if (transport.options().isAtMark(descriptor()) && hasUrgentByte(lending)) {
      return null;
    }
    return received(calls().recv(descriptor(), lending.memory(), lending.size(), MSG_DONTWAIT));
  }

  private boolean hasUrgentByte(Lending lending) throws IOException {
    return calls().recv(descriptor(), lending.memory(), 1, MSG_OOB | MSG_PEEK) == 1;
  }

  /** The exception for a call that has failed on a connection that stood. */
  protected final IOException broken(String call, long answer) {
    isReset |= answer == -Errors.ECONNRESET;
    if (answer == -Errors.ENOTCONN) {
      throw new NotYetConnectedException();
    }
    return Errors.exception(call, answer);
  }

  @Override
  public int receiveUrgent() throws IOException {
    Lending lending = transport.lending();
    long received = calls().recv(descriptor(), lending.memory(), 1, MSG_OOB | MSG_DONTWAIT);
    // EINVAL: there is none, or it stands in the stream by the user's wish (SO_OOBINLINE).
    if (received == 1) {
      return Byte.toUnsignedInt(lending.first());
    }
    if (received == 0 || received == -Errors.EINVAL || received == -Errors.EAGAIN) {
      return -1;
    }
    throw broken("recv", received);
  }

  @Override
  public int send(ByteBuffer data) throws IOException {
    if (!data.hasRemaining()) {
      return 0;
    }
    long address = transport.outgoing().address(data);
    int sent = (int) sent("send", calls().send(sending(), address, Outgoing.size(data), SENDING));
    data.position(data.position() + sent);
    return sent;
  }

  @Override
  public long send(ByteBuffer[] data, int count) throws IOException {
    if (count == 1) {
      return send(data[0]);
    }
    MemorySegment message = transport.outgoing().message(data, count);
    long sent = sent("send", calls().sendmsg(sending(), message, SENDING));
    Outgoing.advance(data, sent);
    return sent;
  }

  /**
   * No flag keeps sendfile(2) from raising SIGPIPE, but the JVM ignores that, since the calls of
   * its own channels raise it, too.
   */
  @Override
  public long send(TransportFile file, long position, long count) throws IOException {
    if (!(file instanceof LinuxFile own)) {
      return READ_INSTEAD;
    }
    long answer = own.sendTo(sending(), position, count);
    return answer == 0 || isAboutFile(answer) ? READ_INSTEAD : sent("sendfile", answer);
  }

  /**
   * Whether sendfile(2) has failed because of the file, or because it does not know such files or
   * descriptors. With {@code EINTR} and {@code EAGAIN} aside, others are of the connection.
   */
  private static boolean isAboutFile(long answer) {
    return switch ((int) -answer) {
      case Errors.EBADF,
          Errors.EINVAL,
          Errors.EIO,
          Errors.ENOMEM,
          Errors.ENOSYS,
          Errors.EOVERFLOW,
          Errors.EPERM ->
          true;
      default -> false;
    };
  }

  private Calls calls() {
    return transport.calls();
  }

  /** The number of the descriptor, for a call that sends. */
  protected final int sending() throws ClosedChannelException {
    if (hasFinished) {
      throw new ClosedChannelException();
    }
    return descriptor();
  }

  private long sent(String call, long answer) throws IOException {
    if (answer >= 0) {
      return answer;
    }
    if (answer == -Errors.EAGAIN || answer == -Errors.EINTR) {
      return 0;
    }
    throw broken(call, answer);
  }

  @Override
  public void shutdownOutput() throws IOException {
    int answer = calls().shutdown(descriptor(), SHUT_WR);
    if (answer < 0) {
      throw Errors.exception("shutdown", answer);
    }
    finish();
  }

  /** Takes nothing more to send. */
  protected final void finish() {
    hasFinished = true;
  }

  /** Lets the peer of a descriptor be reset when that is closed. */
  public final void resetOnClose(int closing) {
    transport.resetOnClose(closing, family);
  }

  @Override
  public void abort() {
    try {
      resetOnClose(descriptor());
    } catch (ClosedChannelException e) {
      return;
    }
    close();
  }
}
