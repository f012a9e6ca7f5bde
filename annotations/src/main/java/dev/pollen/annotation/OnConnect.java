package dev.pollen.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An outgoing connection is open: the kernel has confirmed it. Fires once, before every other event
 * of the connection, and never for an attempt that failed: that is reported to {@link OnError},
 * then {@link OnClose}.
 *
 * <p>May take {@code Connection} and {@code SocketAddress} (of the peer). May return {@code void}
 * or a reply, which is sent. Runs on the loop thread.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface OnConnect {}
