package dev.pollen.behaviour;

import dev.pollen.behaviour.subject.Style;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * A test of a behaviour that must be the same everywhere: it runs for each transport, each family
 * of addresses and each style of dispatchers, with a {@link Testbed} of its own.
 */
@ParameterizedTest(name = "{0}")
@ArgumentsSource(Variant.Source.class)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Everywhere {

  /** Where the behaviour exists; all families unless something else is said. */
  Family[] families() default {Family.IPV4, Family.IPV6, Family.UNIX};

  /** One of them is enough where no dispatcher takes part, or only one can be written. */
  Style[] styles() default {Style.GENERATED, Style.BY_HAND};
}
