package dev.pollen.example.smtp;

import dev.pollen.Limits;
import dev.pollen.annotation.OnAccept;
import java.net.SocketAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicLong;

/** Lets everybody in who has mail, and knows how much of it there is room for. */
public final class SmtpServer {
  /** What the loop of a server needs. */
  public static final Limits LIMITS = Limits.DEFAULT.with(limits -> limits.maxConnections(1000));

  private final String hostname;
  private final Mailbox mailbox;
  private final int maxMessageBytes;
  private final AtomicLong freeBytes;
  private final Executor deliverers;

  /**
   * Creates a server.
   *
   * @param hostname what it calls itself
   * @param mailbox where the mail goes
   * @param maxMessageBytes how long a message may be
   * @param maxBytes how long all messages together may be that are being received
   */
  public SmtpServer(String hostname, Mailbox mailbox, int maxMessageBytes, long maxBytes) {
    this(hostname, mailbox, maxMessageBytes, maxBytes, ForkJoinPool.commonPool());
  }

  SmtpServer(
      String hostname, Mailbox mailbox, int maxMessageBytes, long maxBytes, Executor deliverers) {
    this.hostname = hostname;
    this.mailbox = mailbox;
    this.maxMessageBytes = maxMessageBytes;
    this.freeBytes = new AtomicLong(maxBytes);
    this.deliverers = deliverers;
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

  /** Who delivers, which may take some time. */
  Executor deliverers() {
    return deliverers;
  }

  boolean hasRoomFor(long bytes) {
    return bytes <= freeBytes.get();
  }

  /** Takes room, or with a negative number gives it back; on any thread. */
  void take(long bytes) {
    freeBytes.addAndGet(-bytes);
  }
}
