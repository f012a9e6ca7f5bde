package dev.pollen.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Something failed on this channel: connecting, a limit, or one of its own event methods. A
 * connection that the peer breaks is not a failure but an {@link OnClose} with the cause.
 *
 * <p>Takes exactly one {@code Throwable} or a subtype: failures of other types are then handled as
 * if the method were not there, that is, logged. May take {@code Connection} too (in a listener
 * {@code Listener}, in the handler of a datagram socket {@code Datagrams}). Must return {@code
 * void}.
 *
 * <p>After a failed connect, an exceeded limit or deadline of {@code Limits}, a failed producer, or
 * a length that cannot be, a connection is closed in any case; not after a frame that is skipped
 * for its length. A datagram socket is also told of datagrams that the system refused, and stays
 * open. After a failure of one of its own event methods, a connection whose {@code @OnError} took
 * the failure stays open unless that method closes it; without such a method the connection is
 * closed. A listener or a datagram socket is never closed by a failure of its methods. Runs on the
 * loop thread.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface OnError {}
