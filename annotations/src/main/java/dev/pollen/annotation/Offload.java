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
 * to the loop: no {@code Connection} and no {@code ByteBuffer}. Methods for {@link Every}, {@link
 * OnIdle}, {@link OnWrite} and {@link OnShutdown}, and {@link OnError} for what they throw, may run
 * on the loop thread meanwhile, so fields that they share with this method need a lock. The end of
 * the peer is told afterwards, and so is {@link OnClose}, unless the loop closes all its channels.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Offload {}
