package dev.pollen.testkit.contract;

import dev.pollen.Channel;
import dev.pollen.ChannelState;
import dev.pollen.Event;
import dev.pollen.Loop;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The life of one channel, as its dispatcher is told of it: events in their order, one at a time,
 * on one thread, in states that may follow one another, and the close event once and last.
 */
final class Life {
  private static final Set<ChannelState> OPEN_TO_HANDLER =
      EnumSet.of(ChannelState.OPEN, ChannelState.HALF_CLOSED, ChannelState.LISTENING);

  private final Contract contract;
  private final String name;
  private ChannelState state = ChannelState.NEW;
  private @Nullable Channel channel;
  private @Nullable Event running;
  private @Nullable Event last;
  private boolean begun;
  private boolean closed;
  private boolean ended;

  /** What a callback has thrown, which has to be told next. */
  private @Nullable Throwable owed;

  /** What is done in an event. */
  @FunctionalInterface
  interface Body {
    void run();
  }

  Life(Contract contract, String name) {
    this.contract = contract;
    this.name = name;
  }

  String name() {
    return name;
  }

  @Nullable Channel channel() {
    return channel;
  }

  /** Whether it was told that its connection stands. */
  boolean hasBegun() {
    return begun;
  }

  ChannelState state() {
    observe();
    return state;
  }

  /** Whether it was told its end. */
  boolean hasEnded() {
    return ended;
  }

  /** Whether it was told that it is open, and may do something. */
  boolean isOpen() {
    return channel != null && begun && !closed && OPEN_TO_HANDLER.contains(channel.state());
  }

  boolean isInEvent() {
    return running != null;
  }

  /** Whether it is a listener that accepts. */
  boolean isListening() {
    return channel != null && channel.state() == ChannelState.LISTENING;
  }

  boolean isSameLoop(Life other) {
    return channel != null && other.channel != null && channel.loop() == other.channel.loop();
  }

  /** The channel is known before its first event. */
  void registered(Channel registered) {
    channel = registered;
    contract.registered(this);
  }

  boolean isOf(Loop loop) {
    return channel != null && channel.loop() == loop;
  }

  /** Whether this side has closed it. */
  boolean isLeft() {
    return closed || contract.isClosing();
  }

  /** From now on only the close event may follow. */
  void closeCalled() {
    closed = true;
  }

  /** Tells an event. */
  void during(Channel by, Event event, Body body) {
    begin(by, event);
    try {
      body.run();
    } catch (Planted thrown) {
      boolean isTold = event != Event.CLOSE && event != Event.ERROR;
      owed = isTold && !closed ? thrown : null;
      throw thrown;
    } finally {
      running = null;
      last = event;
      observe();
    }
  }

  /** Tells a failure. */
  void failed(Channel by, Throwable cause, Body body) {
    if (owed != null && owed != cause) {
      contract.violated(new AssertionError(this + " is told " + cause + " instead of " + owed));
    }
    owed = null;
    during(by, Event.ERROR, body);
  }

  private void begin(Channel by, Event event) {
    if (event != Event.READABLE && event != Event.WRITABLE) {
      contract.told();
    }
    if (channel == null) {
      registered(by);
    } else if (channel != by) {
      contract.violated(new AssertionError(this + " is told " + event + " of " + by));
    }
    if (contract.isOtherThread()) {
      contract.violated(new AssertionError(this + " is told " + event + " on another thread"));
    }
    if (running != null) {
      contract.violated(new AssertionError(this + " is told " + event + " inside " + running));
    }
    if (ended) {
      contract.violated(new AssertionError(this + " is told " + event + " after its close event"));
    }
    if (closed && event != Event.CLOSE) {
      contract.violated(new AssertionError(this + " is told " + event + " after close() returned"));
    }
    if (owed != null) {
      contract.violated(new AssertionError(this + " is told " + event + " instead of " + owed));
    }
    running = event;
    observe();
    if (!isInOrder(event)) {
      contract.violated(
          new AssertionError(this + " is told " + event + " after " + last + ", state " + state));
    }
    begun |= begins(event);
    ended |= event == Event.CLOSE;
  }

  private static boolean begins(Event event) {
    return event == Event.ACCEPT || event == Event.CONNECT;
  }

  private boolean isInOrder(Event event) {
    return switch (event) {
      case OPEN -> last == null && OPEN_TO_HANDLER.contains(state);
      case ACCEPT, CONNECT ->
          state == ChannelState.LISTENING
              || (state == ChannelState.OPEN
                  && !begun
                  && (last == null || last == Event.OPEN || last == Event.ERROR));
      case READ, URGENT -> begun && state == ChannelState.OPEN;
      case EOF -> begun && state == ChannelState.HALF_CLOSED;
      case DATAGRAM -> state == ChannelState.OPEN;
      case WRITE, TIMER, SHUTDOWN, READABLE, WRITABLE -> OPEN_TO_HANDLER.contains(state);
      case ERROR -> state != ChannelState.CLOSING && state != ChannelState.CLOSED;
      case CLOSE -> state == ChannelState.CLOSED;
    };
  }

  /** Looks at the state: it may have passed through several since it was last looked at. */
  void observe() {
    if (channel != null && channel.state() != state) {
      if (!canBecome(state, channel.state())) {
        contract.violated(
            new AssertionError(this + " has become " + channel.state() + ", but was " + state));
      }
      state = channel.state();
    }
  }

  private static boolean canBecome(ChannelState from, ChannelState to) {
    return from.successors().contains(to)
        || from.successors().stream().anyMatch(next -> canBecome(next, to));
  }

  @Override
  public String toString() {
    return name + (channel == null ? "" : " (" + channel + ")");
  }
}
