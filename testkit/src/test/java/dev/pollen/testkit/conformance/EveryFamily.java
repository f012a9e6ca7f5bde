package dev.pollen.testkit.conformance;

import dev.pollen.behaviour.Family;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A scenario for TCP on IPv4 and IPv6, and for Unix sockets. */
@ParameterizedTest
@EnumSource(Family.class)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface EveryFamily {}
