package dev.pollen.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Beside {@link OnRead}: the method gets so many bytes at a time. {@code @Exactly(16)} says how
 * many for ever; {@code @Exactly(by = "length")} names an {@code int} field, or a method of the
 * handler that takes nothing and returns an {@code int}, which is asked when a frame begins. If
 * that is 0, the frame is empty, and is told although no byte arrives. Payloads and errors are
 * those of {@link Line}; a negative length is an error event and closes the connection.
 *
 * <p>On a class, or an interface, it is that of its {@link Command} methods that do not say
 * themselves what they read.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
public @interface Exactly {
  /**
   * The number of bytes, if it is always the same.
   *
   * @return the number, positive; 0 if {@link #by()} tells
   */
  int value() default 0;

  /**
   * Who knows the number of bytes.
   *
   * @return the name of a field or method of the handler; empty if {@link #value()} tells
   */
  String by() default "";

  /**
   * How many bytes a frame may have whose length the handler tells. A greater length is an error
   * event.
   *
   * @return the number, positive
   */
  int max() default 65536;

  /**
   * The charset of a {@code String}.
   *
   * @return its name
   */
  String charset() default "UTF-8";

  /**
   * What follows the error event of a frame that is too long.
   *
   * @return what to do
   */
  Oversized oversized() default Oversized.CLOSE;
}
