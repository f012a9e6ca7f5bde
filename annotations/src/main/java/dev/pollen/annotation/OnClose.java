package dev.pollen.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The channel is closed. Fires exactly once for every channel that was registered, whoever closed
 * it and why, and nothing follows it.
 *
 * <p>May take {@code Connection} (closed: it can be asked, but sends nothing) and {@code
 * CloseReason}, which tells why and how many bytes were not delivered; in a listener, {@code
 * Listener} instead of {@code Connection}, and in the handler of a datagram socket {@code
 * Datagrams}. Must return {@code void}. What it throws is logged. Runs on the loop thread.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface OnClose {}
