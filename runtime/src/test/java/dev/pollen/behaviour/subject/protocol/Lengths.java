package dev.pollen.behaviour.subject.protocol;

import java.util.ArrayDeque;
import java.util.Deque;

/** Knows how long the next frames are. */
public abstract class Lengths extends Tolerant {
  private final Deque<Integer> lengths = new ArrayDeque<>();

  /** One more frame is going to come. */
  public void announce(int length) {
    lengths.add(length);
  }

  /** The frame at the head has arrived, or was given up. */
  public void arrived() {
    lengths.remove();
  }

  final int length() {
    return lengths.isEmpty() ? 1 : lengths.element();
  }
}
