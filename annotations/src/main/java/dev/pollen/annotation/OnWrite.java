package dev.pollen.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * There is room for output again.
 *
 * <p>Without a {@link Writable} predicate the method is called once after each time that {@code
 * send} has answered {@code false} (the high mark was passed), as soon as the queue has drained to
 * the low mark. With a {@code @Writable} predicate it is called whenever the socket takes data and
 * the predicate is true.
 *
 * <p>May take {@code Connection}. May return {@code void} or a reply, which is sent. In the handler
 * of a datagram socket it may take {@code Datagrams} and returns {@code void}. Runs on the loop
 * thread.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface OnWrite {}
