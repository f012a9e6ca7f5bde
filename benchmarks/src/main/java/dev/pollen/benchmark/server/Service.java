package dev.pollen.benchmark.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** What a server of Java may be asked to serve. */
public enum Service {
  /** Sends back what it gets. */
  ECHO,
  /** The same with datagrams. */
  DATAGRAMS,
  /** Eight octets with a number are answered by so many bytes. */
  DOWNLOAD,
  /** Every request is answered by a short text. */
  HTTP,
  /** The commands of Redis. */
  KEY_VALUE;

  /** What a download may ask for at most. */
  static final int MAX_DOWNLOAD_BYTES = 128 * 1024 * 1024;

  /** How many connections may be waiting for their server. */
  static final int BACKLOG = 4096;

  /** How many connections a server has room for. */
  static final int MAX_CONNECTIONS = 20_000;

  /** What an HTTP reply contains. */
  public static final String TEXT = "Hello, World!";

  static final String TEXT_TYPE = "text/plain";

  static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** The bytes of a download; made before anybody asks, as it is the sending that is measured. */
  static ByteBuffer downloadContent() {
    byte[] bytes = new byte[MAX_DOWNLOAD_BYTES];
    Arrays.fill(bytes, (byte) 'x');
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }
}
