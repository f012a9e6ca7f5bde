package dev.pollen.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One urgent (out-of-band) byte has arrived; see RFC 6093 for what TCP makes of it. The transport
 * that serves the loop must support urgent data: {@code java.nio} does not, and registering such a
 * handler on it fails with a message that says so.
 *
 * <p>May take {@code Connection} and {@code byte}. May return {@code void} or a reply, which is
 * sent. Runs on the loop thread.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface OnUrgent {}
