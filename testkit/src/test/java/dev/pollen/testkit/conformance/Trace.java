package dev.pollen.testkit.conformance;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one actor was told, in its order. */
final class Trace {
  private static final int LONGEST_TEXT = 40;

  private final String actor;
  private final List<String> told = new ArrayList<>();

  /** What was read since anything else was told. */
  private final StringBuilder read = new StringBuilder();

  Trace(String actor) {
    this.actor = actor;
  }

  void note(String what) {
    finishReading();
    told.add(what);
  }

  /** A failure by its class, and that of its cause: their texts are for people. */
  void note(String what, @Nullable Throwable failure) {
    StringBuilder text = new StringBuilder(what);
    String link = ": ";
    for (Throwable next = failure; next != null; next = next.getCause()) {
      text.append(link).append(next.getClass().getSimpleName());
      link = " of ";
    }
    note(text.toString());
  }

  void noteRead(ByteBuffer data) {
    read.append(StandardCharsets.ISO_8859_1.decode(data));
  }

  /** For bytes whose number is the system's. */
  void noteRead(String what) {
    read.setLength(0);
    note("read " + what);
  }

  int readCount() {
    return read.length();
  }

  boolean has(String what) {
    return told.stream().anyMatch(entry -> entry.startsWith(what));
  }

  private void finishReading() {
    if (!read.isEmpty()) {
      told.add("read " + (read.length() > LONGEST_TEXT ? read.length() + " bytes" : read));
      read.setLength(0);
    }
  }

  @Override
  public String toString() {
    finishReading();
    return actor + ": " + String.join(", ", told);
  }
}
