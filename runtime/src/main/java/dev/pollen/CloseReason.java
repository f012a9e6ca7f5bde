package dev.pollen;

import org.jspecify.annotations.Nullable;

/**
 * Why a channel was closed.
 *
 * @param kind what led to it
 * @param cause the exception behind it, or {@code null} if there is none
 * @param undeliveredBytes how many bytes that {@code send} had taken were not handed to the
 *     operating system
 */
public record CloseReason(Kind kind, @Nullable Throwable cause, long undeliveredBytes) {

  /** What can lead to the end of a channel. */
  public enum Kind {
    /** The peer finished sending, and this side closed because of it. */
    PEER,
    /** This side called {@code close()}. */
    LOCAL,
    /** This side called {@code abort()}. */
    ABORTED,
    /**
     * The connection broke: a reset, a timeout of the network, a write that nobody could receive.
     */
    BROKEN,
    /** An outgoing connection could not be made. */
    CONNECT_FAILED,
    /** A limit of {@link Limits} was exceeded. */
    LIMIT,
    /** Nothing came for longer than {@link Limits} allow. */
    TIMED_OUT,

    /**
     * One of the channel's own event methods or producers failed, the peer sent what cannot be
     * framed, or there was no memory left to serve it.
     */
    HANDLER_FAILED,
    /** The loop was closed, or {@link Loop#closeAll()} was called. */
    LOOP_CLOSED
  }
}
