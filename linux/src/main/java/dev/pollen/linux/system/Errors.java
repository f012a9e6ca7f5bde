package dev.pollen.linux.system;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.Map;

/**
 * The numbers of errors of Linux ({@code errno(3)}, asm-generic/errno.h), and the exceptions that
 * they become: those of the JDK where it has one, with the name of the call in the text.
 */
public final class Errors {
  public static final int EPERM = 1;
  public static final int ENOENT = 2;
  public static final int EINTR = 4;
  public static final int EIO = 5;
  public static final int ENXIO = 6;
  public static final int EBADF = 9;
  public static final int EAGAIN = 11;
  public static final int ENOMEM = 12;
  public static final int EACCES = 13;
  public static final int EISDIR = 21;
  public static final int EINVAL = 22;
  public static final int ENFILE = 23;
  public static final int EMFILE = 24;
  public static final int ENOSPC = 28;
  public static final int EPIPE = 32;
  public static final int ENOSYS = 38;
  public static final int ETIME = 62;
  public static final int EPROTO = 71;
  public static final int EOVERFLOW = 75;
  public static final int EMSGSIZE = 90;
  public static final int ENOPROTOOPT = 92;
  public static final int EOPNOTSUPP = 95;
  public static final int EAFNOSUPPORT = 97;
  public static final int EADDRINUSE = 98;
  public static final int EADDRNOTAVAIL = 99;
  public static final int ENETDOWN = 100;
  public static final int ENETUNREACH = 101;
  public static final int ECONNABORTED = 103;
  public static final int ECONNRESET = 104;
  public static final int ENOBUFS = 105;
  public static final int EISCONN = 106;
  public static final int ENOTCONN = 107;
  public static final int ETIMEDOUT = 110;
  public static final int ECONNREFUSED = 111;
  public static final int EHOSTUNREACH = 113;
  public static final int EALREADY = 114;
  public static final int EINPROGRESS = 115;
  public static final int ECANCELED = 125;

  /** The texts of the C library for what networks and limits bring; the JDK's tests know them. */
  private static final Map<Integer, String> TEXTS =
      Map.ofEntries(
          Map.entry(EPERM, "Operation not permitted"),
          Map.entry(ENOENT, "No such file or directory"),
          Map.entry(EIO, "Input/output error"),
          Map.entry(ENXIO, "No such device or address"),
          Map.entry(EAGAIN, "Resource temporarily unavailable"),
          Map.entry(ENOMEM, "Cannot allocate memory"),
          Map.entry(EACCES, "Permission denied"),
          Map.entry(EISDIR, "Is a directory"),
          Map.entry(EINVAL, "Invalid argument"),
          Map.entry(ENFILE, "Too many open files in system"),
          Map.entry(EMFILE, "Too many open files"),
          Map.entry(ENOSPC, "No space left on device"),
          Map.entry(EPIPE, "Broken pipe"),
          Map.entry(ENOSYS, "Function not implemented"),
          Map.entry(EMSGSIZE, "Message too long"),
          Map.entry(EAFNOSUPPORT, "Address family not supported by protocol"),
          Map.entry(EADDRINUSE, "Address already in use"),
          Map.entry(EADDRNOTAVAIL, "Cannot assign requested address"),
          Map.entry(ENETDOWN, "Network is down"),
          Map.entry(ENETUNREACH, "Network is unreachable"),
          Map.entry(ECONNABORTED, "Software caused connection abort"),
          Map.entry(ECONNRESET, "Connection reset"),
          Map.entry(ENOBUFS, "No buffer space available"),
          Map.entry(ENOTCONN, "Transport endpoint is not connected"),
          Map.entry(ETIMEDOUT, "Connection timed out"),
          Map.entry(ECONNREFUSED, "Connection refused"),
          Map.entry(EHOSTUNREACH, "No route to host"));

  private Errors() {}

  /**
   * Makes an exception of an error.
   *
   * @param call the name of the function
   * @param answer what it answered: the number with a minus sign
   */
  public static IOException exception(String call, long answer) {
    int number = (int) -answer;
    String text = text(number) + " (" + call + ")";
    return switch (number) {
      case ECONNREFUSED, ETIMEDOUT -> new ConnectException(text);
      case EADDRINUSE, EADDRNOTAVAIL, EACCES -> new BindException(text);
      case EHOSTUNREACH, ENETUNREACH -> new NoRouteToHostException(text);
      case EPROTO -> new ProtocolException(text);
      case EPIPE, EIO, ENXIO, EISDIR, ENOSPC -> new IOException(text);
      case EBADF -> new ClosedChannelException();
      default -> new SocketException(text);
    };
  }

  /** What the C library says of a number. */
  public static String text(int number) {
    return TEXTS.getOrDefault(number, "Error " + number);
  }
}
