package dev.pollen.behaviour.subject.protocol;

import dev.pollen.CloseReason;
import dev.pollen.Connection;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the handler of one connection was told, and what it does then. */
public abstract class Diary {
  private final List<String> told = new ArrayList<>();
  private final List<Throwable> errors = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private final Map<String, Consumer<Connection>> actions = new HashMap<>();
  private @Nullable Connection connection;
  private @Nullable CloseReason reason;

  /** Does this when something is told that is written down so. */
  public void on(String entry, Consumer<Connection> action) {
    actions.put(entry, action);
  }

  /** What was told: frames and commands as they are, and errors by their names. */
  public List<String> told() {
    return told;
  }

  public List<Throwable> errors() {
    return errors;
  }

  public Connection connection() {
    if (connection == null) {
      throw new AssertionError("not open");
    }
    return connection;
  }

  public boolean isOpen() {
    return connection != null;
  }

  public boolean isClosed() {
    return reason != null;
  }

  public CloseReason reason() {
    if (reason == null) {
      throw new AssertionError("not closed: " + told);
    }
    return reason;
  }

  /** What was wrong with the end. */
  public List<String> violations() {
    List<String> all = new ArrayList<>(violations);
    if (isOpen() && !isClosed()) {
      all.add("never told its end, only " + told);
    }
    return all;
  }

  // ---- for the subjects ----

  final void opened(Connection by) {
    connection = by;
  }

  final void tell(String entry) {
    if (isClosed()) {
      violations.add(entry + " after the close event");
    }
    told.add(entry);
    Consumer<Connection> action = actions.get(entry);
    if (action != null) {
      action.accept(connection());
    }
  }

  final void tell(byte[] entry) {
    tell(new String(entry, StandardCharsets.ISO_8859_1));
  }

  final void tell(ByteBuffer entry) {
    byte[] bytes = new byte[entry.remaining()];
    entry.get(bytes);
    if (!entry.isReadOnly()) {
      violations.add("was lent a buffer that can be changed");
    }
    tell(bytes);
  }

  final void tellError(Throwable cause) {
    errors.add(cause);
    tell("error:" + cause.getClass().getSimpleName());
  }

  final void tellEnd(CloseReason why) {
    if (isClosed()) {
      violations.add("closed twice: " + reason + ", " + why);
    }
    reason = why;
  }
}
