package dev.pollen.linux.datagram;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A test of what all transports of Linux do; it gets the name of one. */
@ParameterizedTest
@ValueSource(strings = {"epoll", "poll", "io_uring"})
@Timeout(60)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface OnEachTransport {}
