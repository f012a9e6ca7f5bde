package dev.pollen;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A test that runs once for each {@link DatagramKind}. */
@ParameterizedTest(name = "{0}")
@EnumSource(DatagramKind.class)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface EveryDatagramKind {}
