package dev.pollen.example.smtp;

import dev.pollen.Limits;
import dev.pollen.annotation.OnAccept;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicLong;

/** Lets everybody in who has mail, and knows how much of it there is room for. */
public final class SmtpServer {
  /** What the loop of a server needs. */
  public static final Limits LIMITS = Limits.DEFAULT.with(limits -> limits.maxConnections(1000));

  private final String hostname;
  private final Mailbox mailbox;
  private final int maxMessageBytes;
  private final AtomicLong freeBytes;

  /**
   * Creates a server.
   *
   * @param hostname what it calls itself
   * @param mailbox where the mail goes
   * @param maxMessageBytes how long a message may be
   * @param maxBytes how long all messages together may be that are being received
   */
  public SmtpServer(String hostname, Mailbox mailbox, int maxMessageBytes, long maxBytes) {
    this.hostname = hostname;
    this.mailbox = mailbox;
    this.maxMessageBytes = maxMessageBytes;
    this.freeBytes = new AtomicLong(maxBytes);
  }

  @OnAccept
  SmtpSession accept(SocketAddress from) {
    return new SmtpSession(this, from);
  }

  String hostname() {
    return hostname;
  }

  Mailbox mailbox() {
    return mailbox;
  }

  int maxMessageBytes() {
    return maxMessageBytes;
  }

  boolean hasRoomFor(long bytes) {
    return bytes <= freeBytes.get();
  }

  /** Takes room, or with a negative number gives it back; on any thread. */
  void take(long bytes) {
    freeBytes.addAndGet(-bytes);
  }
}
