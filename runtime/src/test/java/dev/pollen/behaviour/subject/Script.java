package dev.pollen.behaviour.subject;

import dev.pollen.CloseReason;
import dev.pollen.Connection;
import dev.pollen.ConnectionDispatcher;
import dev.pollen.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is done in each event of one connection, and what was told so far. Checks the order of
 * events on its way: {@code accept} or {@code connect} first, {@code close} once and last, none
 * inside another, all on one thread.
 */
public final class Script {
  private final List<String> events = new ArrayList<>();
  private final List<Throwable> errors = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private final Map<Event, Action> actions = new EnumMap<>(Event.class);
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final ConnectionDispatcher dispatcher;
  private BooleanSupplier readable = () -> true;
  private BooleanSupplier writable = () -> false;
  private @Nullable ReadAction reading;
  private @Nullable Connection connection;
  private @Nullable CloseReason reason;
  private @Nullable Thread thread;
  private boolean handedOver;
  private boolean running;

  /** What to do in an event. */
  @FunctionalInterface
  public interface Action {
    void run(Connection connection) throws IOException;
  }

  /** What to do with bytes. */
  @FunctionalInterface
  public interface ReadAction {
    void run(Connection connection, ByteBuffer data) throws IOException;
  }

  public Script(Style style, Role role) {
    dispatcher = style.dispatcher(role, this);
  }

  // ---- for the test: before ----

  /** Does this in an event; in {@link Event#READ}, after everything has been read. */
  public Script on(Event event, Action action) {
    actions.put(event, action);
    return this;
  }

  /** Does this with bytes that have arrived, instead of reading everything. */
  public Script reading(ReadAction action) {
    reading = action;
    return this;
  }

  public Script readableWhen(BooleanSupplier answer) {
    readable = answer;
    return this;
  }

  public Script writableWhen(BooleanSupplier answer) {
    writable = answer;
    return this;
  }

  /** The dispatcher that does all this; whoever asks for it is going to register it. */
  public ConnectionDispatcher dispatcher() {
    handedOver = true;
    return dispatcher;
  }

  // ---- for the test: after ----

  public List<String> events() {
    return events;
  }

  public long count(String event) {
    return events.stream().filter(event::equals).count();
  }

  public boolean isOpen() {
    return events.contains("accept") || events.contains("connect");
  }

  public boolean isClosed() {
    return reason != null;
  }

  public String received() {
    return received.toString(StandardCharsets.ISO_8859_1);
  }

  public int receivedCount() {
    return received.size();
  }

  public List<Throwable> errors() {
    return errors;
  }

  public CloseReason reason() {
    if (reason == null) {
      throw new AssertionError("not closed: " + events);
    }
    return reason;
  }

  public Connection connection() {
    if (connection == null) {
      throw new AssertionError("nothing was told yet");
    }
    return connection;
  }

  /** What was wrong with the order of events, or with their end. */
  public List<String> violations() {
    List<String> all = new ArrayList<>(violations);
    if (handedOver && reason == null) {
      all.add("never told its end, only " + events);
    }
    return all;
  }

  // ---- for the subjects ----

  void accepted(Connection by) throws IOException {
    tell(Event.ACCEPT, "accept", by);
  }

  void connected(Connection by) throws IOException {
    tell(Event.CONNECT, "connect", by);
  }

  void read(Connection by, ByteBuffer data) throws IOException {
    ReadAction action = reading;
    begin(Event.READ, "read", by);
    try {
      if (action == null) {
        take(data);
      } else {
        action.run(by, data);
      }
      act(Event.READ, by);
    } finally {
      running = false;
    }
  }

  /** Reads all of the data. */
  public void take(ByteBuffer data) {
    take(data, data.remaining());
  }

  /** Reads so many bytes of the data. */
  public void take(ByteBuffer data, int count) {
    byte[] bytes = new byte[count];
    data.get(bytes);
    received.writeBytes(bytes);
  }

  void wrote(Connection by) throws IOException {
    tell(Event.WRITE, "write", by);
  }

  void urgent(Connection by, byte value) throws IOException {
    tell(Event.URGENT, "urgent:" + (value & 0xFF), by);
  }

  void failed(Connection by, Throwable cause) throws IOException {
    errors.add(cause);
    tell(Event.ERROR, "error:" + cause.getClass().getSimpleName(), by);
  }

  void closed(Connection by, CloseReason why) throws IOException {
    if (reason != null) {
      violations.add("closed twice: " + reason + ", " + why);
    }
    reason = why;
    tell(Event.CLOSE, "close:" + why.kind(), by);
  }

  boolean mayRead() {
    return readable.getAsBoolean();
  }

  boolean mayWrite() {
    return writable.getAsBoolean();
  }

  private void tell(Event event, String entry, Connection by) throws IOException {
    begin(event, entry, by);
    try {
      act(event, by);
    } finally {
      running = false;
    }
  }

  private void act(Event event, Connection by) throws IOException {
    Action action = actions.get(event);
    if (action != null) {
      action.run(by);
    }
  }

  private void begin(Event event, String entry, Connection by) {
    if (connection != null && connection != by) {
      violations.add(entry + " of another connection");
    }
    if (thread != null && thread != Thread.currentThread()) {
      violations.add(entry + " on another thread than the events before");
    }
    if (running) {
      violations.add(entry + " inside another event");
    }
    if (event != Event.CLOSE && reason != null) {
      violations.add(entry + " after the close event");
    }
    boolean opens = event == Event.ACCEPT || event == Event.CONNECT;
    boolean mayBeFirst = opens || event == Event.ERROR || event == Event.CLOSE;
    if (events.isEmpty() ? !mayBeFirst : opens) {
      violations.add(entry + " out of order, after " + events);
    }
    connection = by;
    thread = Thread.currentThread();
    running = true;
    events.add(entry);
  }
}
