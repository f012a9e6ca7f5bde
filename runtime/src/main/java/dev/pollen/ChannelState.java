package dev.pollen;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Where a channel is in its life.
 *
 * <pre>
 * NEW ──▶ CLOSED
 *  │
 *  ├────▶ LISTENING ─────────────────────────────▶ CLOSED
 *  │
 *  ├────▶ CONNECTING ────────────────────────────▶ CLOSED
 *  │          │
 *  └──────────┴─▶ OPEN ─▶ HALF_CLOSED ─▶ CLOSING ─▶ CLOSED
 *                  │           └──────────────────▶ CLOSED
 *                  └─────────────────▶ CLOSING
 *                  └─────────────────────────────▶ CLOSED
 * </pre>
 *
 * <p>A {@linkplain Datagrams socket for datagrams} is {@code OPEN} from the beginning and is never
 * half closed: a datagram has no end of a stream to tell.
 */
public enum ChannelState {
  /** Not registered yet; closed now, there is nobody to tell. */
  NEW,
  /** A listener that accepts. */
  LISTENING,
  /** An outgoing connection that the system has not confirmed. What is sent is queued. */
  CONNECTING,
  /** Bytes, or datagrams, flow both ways. */
  OPEN,
  /** The peer has finished sending; it may still receive. */
  HALF_CLOSED,
  /**
   * {@link Connection#close()} or {@link Datagrams#close()} was called: queued output still leaves,
   * nothing is delivered any more.
   */
  CLOSING,
  /** The end. */
  CLOSED;

  private static final Map<ChannelState, Set<ChannelState>> SUCCESSORS =
      new EnumMap<>(
          Map.of(
              NEW, EnumSet.of(LISTENING, CONNECTING, OPEN, CLOSED),
              LISTENING, EnumSet.of(CLOSED),
              CONNECTING, EnumSet.of(OPEN, CLOSED),
              OPEN, EnumSet.of(HALF_CLOSED, CLOSING, CLOSED),
              HALF_CLOSED, EnumSet.of(CLOSING, CLOSED),
              CLOSING, EnumSet.of(CLOSED),
              CLOSED, EnumSet.noneOf(ChannelState.class)));

  /**
   * The legal transitions.
   *
   * @return the states that may follow this one
   */
  public Set<ChannelState> successors() {
    return Collections.unmodifiableSet(Objects.requireNonNull(SUCCESSORS.get(this)));
  }

  /** Checks a transition; an illegal one is a bug in Pollen and must not pass silently. */
  ChannelState become(ChannelState next) {
    if (!successors().contains(next)) {
      throw new IllegalStateException(this + " must not become " + next + "; please report this");
    }
    return next;
  }
}
