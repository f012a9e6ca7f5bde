package dev.pollen.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says about a handler what annotations on its methods cannot say. Optional: the method annotations
 * alone make a class a handler.
 *
 * <p>Needed on a class that declares no event method itself but inherits some, so that it gets a
 * dispatcher of its own.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Handler {
  /**
   * The simple name of the dispatcher class.
   *
   * @return the name; empty for the default, the names of the enclosing classes and of the handler
   *     joined by {@code _}, and {@code Dispatcher} behind them
   */
  String name() default "";

  /**
   * The states of a connection, for {@link In}.
   *
   * @return an enum; if it is not given, the one called {@code State} that is nested in the handler
   */
  Class<?> states() default void.class;
}
