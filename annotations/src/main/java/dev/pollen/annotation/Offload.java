package dev.pollen.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Beside {@link OnRead}: the method may block. It runs on a thread of its own (virtual from JDK 21
 * on, else of a pool), and what it returns is sent by the loop as if it had returned there.
 *
 * <p>Nothing is read from the connection until it has returned, so that the methods of one
 * connection run one after the other, and replies keep their order. What it takes must not belong
 * to the loop: no {@code Connection} and no {@code ByteBuffer}. Other events of the connection, its
 * end for example, may be told on the loop thread meanwhile.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Offload {}
