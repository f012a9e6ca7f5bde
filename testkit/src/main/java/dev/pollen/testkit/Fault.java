package dev.pollen.testkit;

import java.util.Locale;

/**
 * What a simulated network may do that an ideal one does not. The faults that are {@linkplain
 * #isHarmless() harmless} are what every network does all the time: a program that gives another
 * answer because of them is wrong. The others break or lose something, and a program may notice.
 */
public enum Fault {
  /** A receive brings fewer bytes than have arrived. */
  SEGMENTATION(true, "brings %d of the bytes that are there"),

  /** A send takes fewer bytes than there is room for. */
  PARTIAL_SEND(true, "takes %d of the bytes it is given"),

  /** A send takes nothing, although the socket was said to be ready for it. */
  WOULD_BLOCK(true, "takes nothing"),

  /** What is sent arrives later, after what others send. */
  DELAY(true, "arrives %d µs later"),

  /** The sockets that are ready are told in another order. */
  ORDER(true, "tells them in order %d"),

  /** Only some of the sockets that are ready are told, the others by the next wait. */
  BATCH(true, "tells the first %d of them"),

  /** A socket is told ready that is not. */
  SPURIOUS_READINESS(true, "is told ready without being so"),

  /** The clock jumps ahead, as after the sleep of a machine. */
  CLOCK_JUMP(false, "jumps %d ms ahead"),

  /** A connection ends in mid-stream as if each side had finished. */
  FIN(false, "ends behind byte %d"),

  /** A connection is reset in mid-stream. */
  RESET(false, "is reset behind byte %d"),

  /** An attempt to connect is refused. */
  REFUSAL(false, "is refused"),

  /** An attempt to connect is never answered. */
  HANG(false, "is never answered"),

  /** The process has no descriptor left for a new socket (EMFILE). */
  DESCRIPTORS(false, "finds no free descriptor"),

  /** A datagram is lost. */
  LOSS(false, "is lost"),

  /** A datagram arrives twice. */
  DUPLICATION(false, "arrives twice");

  private final boolean harmless;
  private final String effect;

  Fault(boolean harmless, String effect) {
    this.harmless = harmless;
    this.effect = effect;
  }

  /**
   * Whether nothing is lost by it: bytes arrive, in their order, but in other pieces and at other
   * times.
   *
   * @return whether a correct program behaves the same with and without it
   */
  public boolean isHarmless() {
    return harmless;
  }

  /** For a step that took this fault. */
  String told(long value) {
    return effect.contains("%d") ? String.format(Locale.ROOT, effect, value) : effect;
  }
}
