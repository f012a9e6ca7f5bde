package dev.pollen;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was told to one dispatcher, in order, and what the test wants done then. Every dispatcher of
 * the tests keeps one, so every test also checks the order of events: {@code accept} or {@code
 * connect} first, {@code close} exactly once and last, none inside another, all on one thread.
 */
final class Journal {
  /** What to do in an event. */
  @FunctionalInterface
  interface Action {
    void run() throws Exception;
  }

  final List<String> entries = new ArrayList<>();
  final List<Throwable> errors = new ArrayList<>();
  private final ByteArrayOutputStream input = new ByteArrayOutputStream();
  private final Map<Event, Action> actions = new EnumMap<>(Event.class);
  private final List<String> violations = new ArrayList<>();
  private final boolean hasBeginning;
  private @Nullable CloseReason reason;
  private @Nullable Thread thread;
  private boolean running;

  Journal() {
    this(true);
  }

  private Journal(boolean hasBeginning) {
    this.hasBeginning = hasBeginning;
  }

  /** Of a channel that is not told when it is open. */
  static Journal withoutBeginning() {
    return new Journal(false);
  }

  void on(Event event, Action action) {
    actions.put(event, action);
  }

  boolean has(Event event) {
    return actions.containsKey(event);
  }

  /** Notes an event and does what is to be done in it. */
  void tell(Event event, String entry) throws Exception {
    check(event, entry);
    entries.add(entry);
    Action action = actions.get(event);
    if (action != null) {
      running = true;
      try {
        action.run();
      } finally {
        running = false;
      }
    }
  }

  void tellClose(CloseReason why) throws Exception {
    // The action may ask for the reason, but only one reason may ever come.
    CloseReason before = reason;
    reason = why;
    if (before != null) {
      violations.add("closed twice: " + before + ", " + why);
    }
    tell(Event.CLOSE, "close:" + why.kind());
  }

  void tellError(Throwable cause) throws Exception {
    errors.add(cause);
    tell(Event.ERROR, "error:" + cause.getClass().getSimpleName());
  }

  private void check(Event event, String entry) {
    if (thread != null && thread != Thread.currentThread()) {
      violations.add(entry + " on another thread than the events before");
    }
    thread = Thread.currentThread();
    if (running) {
      violations.add(entry + " inside another event");
    }
    if (event != Event.CLOSE && reason != null) {
      violations.add(entry + " after close");
    }
    boolean isFirst = isOpening(event);
    boolean begins = event == Event.OPEN || event == Event.ACCEPT || event == Event.CONNECT;
    boolean mayComeFirst = event == Event.ERROR || event == Event.CLOSE;
    if (hasBeginning && (begins ? !isFirst : isFirst && !mayComeFirst)) {
      violations.add(entry + " out of order, after " + entries);
    }
  }

  /** Whether nothing was told before, but for the opening itself and how it failed. */
  private boolean isOpening(Event event) {
    return entries.isEmpty()
        || (event != Event.OPEN
            && entries.get(0).equals("open")
            && entries.stream().skip(1).allMatch(entry -> entry.startsWith("error:")));
  }

  /** After the tests of a listener: its events are accepts, as many as it likes. */
  List<String> violations() {
    return violations;
  }

  void received(byte[] bytes) {
    input.writeBytes(bytes);
  }

  String receivedText() {
    return input.toString(StandardCharsets.ISO_8859_1);
  }

  int receivedCount() {
    return input.size();
  }

  long count(String entry) {
    return entries.stream().filter(entry::equals).count();
  }

  boolean isClosed() {
    return reason != null;
  }

  CloseReason reason() {
    if (reason == null) {
      throw new AssertionError("not closed: " + entries);
    }
    return reason;
  }
}
