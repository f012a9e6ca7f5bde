package dev.pollen.processor.bind;

import dev.pollen.processor.model.CharsetName;
import dev.pollen.processor.model.Event;
import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.Frame;
import dev.pollen.processor.model.Qualifiers;
import dev.pollen.processor.model.Role;
import dev.pollen.processor.model.RuntimeTypes;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the methods for one event may take and return: the table of the whole library.
 *
 * @param supplies what parameters can be bound to
 * @param returns what the method may return
 */
public record Signature(List<Binder> supplies, Returns returns) {
  private static final Binder CONNECTION =
      new ClassBinder(RuntimeTypes.CONNECTION, Source.CONNECTION, "connection()");
  private static final Binder LISTENER =
      new ClassBinder(RuntimeTypes.LISTENER, Source.LISTENER, "listener()");
  private static final Binder DATAGRAMS =
      new ClassBinder(RuntimeTypes.DATAGRAMS, Source.DATAGRAMS, "datagrams()");
  private static final Binder PEER =
      new ClassBinder("java.net.SocketAddress", Source.PEER, "connection().remoteAddress()");
  private static final Binder FROM = new ClassBinder("java.net.SocketAddress", Source.PEER, "from");
  private static final Binder BUFFER =
      new ClassBinder("java.nio.ByteBuffer", Source.INPUT, "recv()");
  private static final Binder BYTES = new BytesBinder(Source.INPUT, "recvBytes()");
  private static final Binder TEXT =
      new ClassBinder("java.lang.String", Source.INPUT, "recvText(UTF_8)");
  private static final Binder FRAME =
      new ClassBinder("java.nio.ByteBuffer", Source.INPUT, "frame.slice()");
  private static final Binder FRAME_BYTES = new BytesBinder(Source.INPUT, "bytes(frame)");
  private static final Binder URGENT = new ByteBinder(Source.URGENT, "value");
  private static final Binder REASON =
      new ClassBinder(RuntimeTypes.CLOSE_REASON, Source.REASON, "reason");
  private static final Binder CAUSE = new CauseBinder();

  /** Finds the signature of a method in a role that has its event. */
  static Signature of(Role role, EventMethod method) {
    Signature plain = of(role, method.event());
    return switch (method.event()) {
      case READ -> new Signature(read(plain.supplies(), method), plain.returns());
      case DATAGRAM -> new Signature(datagram(plain.supplies(), method), plain.returns());
      default -> plain;
    };
  }

  /** Looks up the signature of an event in a role that has it, without anything beside it. */
  public static Signature of(Role role, Event event) {
    Binder channel = channel(role);
    Returns reply = role == Role.CONNECTION ? Returns.NOTHING_OR_REPLY : Returns.NOTHING;
    return switch (event) {
      case ACCEPT ->
          role == Role.LISTENER ? of(Returns.HANDLER, FROM, LISTENER) : of(reply, channel, PEER);
      case CONNECT -> of(reply, channel, PEER);
      case READ -> of(reply, channel, BUFFER, BYTES, TEXT);
      case URGENT -> of(reply, channel, URGENT);
      case DATAGRAM -> of(Returns.NOTHING_OR_MESSAGE, channel, FROM, BUFFER, BYTES);
      case WRITE, IDLE, EVERY, SHUTDOWN, EOF -> of(reply, channel);
      case CLOSE -> of(Returns.NOTHING, channel, REASON);
      case ERROR -> of(Returns.NOTHING, channel, CAUSE);
      case READABLE, WRITABLE -> of(Returns.ANSWER);
    };
  }

  private static List<Binder> read(List<Binder> plain, EventMethod method) {
    Qualifiers qualifiers = method.qualifiers();
    if (!qualifiers.commands().isEmpty()) {
      return besideInput(plain, WordBinder.ALL);
    }
    if (method.decoder().isPresent()) {
      return besideInput(plain, message(method));
    }
    return qualifiers
        .frame()
        .map(frame -> besideInput(plain, List.of(FRAME, FRAME_BYTES, text(frame))))
        .orElse(plain);
  }

  private static List<Binder> datagram(List<Binder> plain, EventMethod method) {
    return method.decoder().isPresent() ? besideInput(plain, message(method)) : plain;
  }

  private static List<Binder> message(EventMethod method) {
    return List.of(new MessageBinder(method.decoder().orElseThrow().message()));
  }

  /** What comes beside the input, and something else instead of it. */
  private static List<Binder> besideInput(List<Binder> plain, List<Binder> input) {
    return Stream.concat(
            plain.stream().filter(binder -> binder.source() != Source.INPUT), input.stream())
        .toList();
  }

  private static Binder text(Frame frame) {
    return new ClassBinder(
        "java.lang.String",
        Source.INPUT,
        "text(frame, " + CharsetName.of(frame.charset()).constant() + ")");
  }

  private static Binder channel(Role role) {
    return switch (role) {
      case CONNECTION -> CONNECTION;
      case LISTENER -> LISTENER;
      case DATAGRAMS -> DATAGRAMS;
    };
  }

  private static Signature of(Returns returns, Binder... supplies) {
    return new Signature(List.of(supplies), returns);
  }

  /** The types that can be bound, for people. */
  public String types() {
    return supplies.stream().map(Binder::type).collect(Collectors.joining(", "));
  }
}
