package dev.pollen.example.keyvalue;

import java.net.ProtocolException;
import java.util.Arrays;
import java.util.Locale;

/** A request that is answered with an error: with what Redis says. */
final class Refusal extends ProtocolException {
  private static final long serialVersionUID = 1;

  /** How many bytes are shown of what is not known. */
  private static final int MOST_SHOWN = 128;

  private final String text;
  private final boolean closes;

  private Refusal(String message, boolean closes) {
    super(message);
    this.text = message;
    this.closes = closes;
  }

  Refusal(String message) {
    this(message, false);
  }

  static Refusal wrongType() {
    return new Refusal("WRONGTYPE Operation against a key holding the wrong kind of value");
  }

  static Refusal notInteger() {
    return new Refusal("ERR value is not an integer or out of range");
  }

  static Refusal syntax() {
    return new Refusal("ERR syntax error");
  }

  static Refusal noSuchKey() {
    return new Refusal("ERR no such key");
  }

  static Refusal invalidExpireTime(String command) {
    return new Refusal("ERR invalid expire time in '" + command + "' command");
  }

  static Refusal wrongArguments(String command) {
    return new Refusal(
        "ERR wrong number of arguments for '" + command.toLowerCase(Locale.ROOT) + "' command");
  }

  static Refusal unsupportedOption(byte[] option) {
    return new Refusal("ERR Unsupported option " + start(option, MOST_SHOWN));
  }

  static Refusal unknownSubcommand(String command, byte[] subcommand) {
    return new Refusal(
        "ERR unknown subcommand '"
            + start(subcommand, MOST_SHOWN)
            + "'. Try "
            + command
            + " HELP.");
  }

  static Refusal unknownCommand(byte[] command, byte[][] arguments) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < arguments.length && shown.length() < MOST_SHOWN; i++) {
      shown.append('\'').append(start(arguments[i], MOST_SHOWN - shown.length())).append("' ");
    }
    return new Refusal(
        "ERR unknown command '"
            + start(command, MOST_SHOWN)
            + "', with args beginning with: "
            + shown);
  }

  static Refusal whileSubscribed(String command) {
    return new Refusal(
        "ERR Can't execute '"
            + command.toLowerCase(Locale.ROOT)
            + "': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this"
            + " context");
  }

  /** The bytes are no request, so nobody knows where the next one begins. */
  static Refusal protocolError(String problem) {
    return new Refusal("ERR Protocol error: " + problem, true);
  }

  /** As Redis shows what it was sent: cut, and up to the first zero. */
  private static String start(byte[] bytes, int most) {
    int length = 0;
    while (length < Math.min(most, bytes.length) && bytes[length] != 0) {
      length++;
    }
    return Text.of(Arrays.copyOf(bytes, length));
  }

  /** What is answered. */
  String text() {
    return text;
  }

  /** Whether the connection has no future. */
  boolean closes() {
    return closes;
  }

  /** Clients may be wrong as often as they like: this must be cheap. */
  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
