package dev.pollen.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The peer has finished sending, and all it sent was told. Without such a method the connection is
 * closed now, once the queued output has left; with one that is left to the handler, which may go
 * on sending, and must close the connection itself. A handler with {@link In} is asked in the
 * states of its method only.
 *
 * <p>May take {@code Connection}. May return {@code void} or a reply, which is sent. Fires once at
 * most, and not while reading is paused. Runs on the loop thread.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface OnEof {}
