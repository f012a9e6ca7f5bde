package dev.pollen.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asked before every wait whether this connection wants {@link OnWrite} to be called when the
 * socket takes data.
 *
 * <p>Takes nothing, returns {@code boolean}. Runs on the loop thread and should be quick: it is
 * asked in every pass of the loop. As long as the answer is {@code true} and the socket takes data,
 * the loop does not sleep.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Writable {}
