package dev.pollen.behaviour.subject;

import dev.pollen.CloseReason;
import dev.pollen.ConnectionDispatcher;
import dev.pollen.Listener;
import dev.pollen.ListenerDispatcher;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who serves the peers of one listener, and what the listener was told so far. */
public final class HostScript {
  private final List<String> events = new ArrayList<>();
  private final List<SocketAddress> peers = new ArrayList<>();
  private final List<Throwable> errors = new ArrayList<>();
  private final List<CloseReason> reasons = new ArrayList<>();
  private final ListenerDispatcher dispatcher;
  private final Chooser chooser;
  private boolean handedOver;

  /** Says who serves a peer. */
  @FunctionalInterface
  public interface Chooser {
    @Nullable ConnectionDispatcher choose(Listener listener, SocketAddress from) throws IOException;
  }

  public HostScript(Style style, Chooser chooser) {
    this.dispatcher = style.dispatcher(this);
    this.chooser = chooser;
  }

  /** The dispatcher that does all this; whoever asks for it is going to register it. */
  public ListenerDispatcher dispatcher() {
    handedOver = true;
    return dispatcher;
  }

  public List<String> events() {
    return events;
  }

  public List<SocketAddress> peers() {
    return peers;
  }

  public List<Throwable> errors() {
    return errors;
  }

  public List<CloseReason> reasons() {
    return reasons;
  }

  /** What was wrong with the end of the listener. */
  public List<String> violations() {
    boolean wrong = handedOver ? reasons.size() != 1 : !reasons.isEmpty();
    return wrong ? List.of("told " + reasons.size() + " ends: " + events) : List.of();
  }

  // ---- for the subjects ----

  @Nullable ConnectionDispatcher accepted(Listener listener, SocketAddress from)
      throws IOException {
    events.add("accepted");
    peers.add(from);
    return chooser.choose(listener, from);
  }

  void failed(Throwable cause) {
    events.add("error:" + cause.getClass().getSimpleName());
    errors.add(cause);
  }

  void closed(CloseReason reason) {
    events.add("close:" + reason.kind());
    reasons.add(reason);
  }
}
