package dev.pollen.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asked before every wait whether this connection wants to read now. While the answer is {@code
 * false}, nothing is read from the socket, so the peer is slowed down by flow control, and the end
 * of the stream is not noticed either.
 *
 * <p>Takes nothing, returns {@code boolean}. Runs on the loop thread and should be quick: it is
 * asked in every pass of the loop. {@code Connection.pauseReading()} does the same at no cost per
 * pass.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
@SuppressWarnings("JavaLangClash")
public @interface Readable {}
