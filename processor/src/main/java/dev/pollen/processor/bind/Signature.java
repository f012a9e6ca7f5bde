package dev.pollen.processor.bind;

import dev.pollen.processor.model.Event;
import dev.pollen.processor.model.Role;
import dev.pollen.processor.model.RuntimeTypes;
import java.util.List;
import java.util.stream.Collectors;

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
  private static final Binder URGENT = new ByteBinder(Source.URGENT, "value");
  private static final Binder REASON =
      new ClassBinder(RuntimeTypes.CLOSE_REASON, Source.REASON, "reason");
  private static final Binder CAUSE = new CauseBinder();

  /** Looks up the signature of an event in a role that has it. */
  public static Signature of(Role role, Event event) {
    Binder channel = channel(role);
    Returns reply = role == Role.CONNECTION ? Returns.NOTHING_OR_REPLY : Returns.NOTHING;
    return switch (event) {
      case ACCEPT ->
          role == Role.LISTENER ? of(Returns.HANDLER, FROM, LISTENER) : of(reply, channel, PEER);
      case CONNECT -> of(reply, channel, PEER);
      case READ -> of(reply, channel, BUFFER, BYTES);
      case URGENT -> of(reply, channel, URGENT);
      case DATAGRAM -> of(Returns.NOTHING_OR_REPLY, channel, FROM, BUFFER, BYTES);
      case WRITE, IDLE, EVERY, SHUTDOWN -> of(reply, channel);
      case CLOSE -> of(Returns.NOTHING, channel, REASON);
      case ERROR -> of(Returns.NOTHING, channel, CAUSE);
      case READABLE, WRITABLE -> of(Returns.ANSWER);
    };
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
