package dev.pollen.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The loop is shutting down ({@code Loop.shutdown}): finish what is under way, then close the
 * channel. Without such a method a connection or datagram socket is closed gracefully at once; with
 * one that is left to the handler, and whatever is still open at the deadline of the shutdown is
 * cut off. A listener is closed in any case, directly after this event.
 *
 * <p>May take the channel: {@code Connection}, in a listener {@code Listener}, in the handler of a
 * datagram socket {@code Datagrams}. May return {@code void}; on a connection also a reply, which
 * is sent when the method has returned, and so only if the method has not closed the connection:
 * who says goodbye and closes, uses {@code send}. Fires once at most. Runs on the loop thread.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface OnShutdown {}
