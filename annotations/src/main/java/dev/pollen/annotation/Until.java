package dev.pollen.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Beside {@link OnRead}: the method gets the bytes up to a delimiter, which does not belong to
 * them. {@code @Until("\r\n.\r\n")} is a message of SMTP. Payloads and errors are those of {@link
 * Line}.
 *
 * <p>On a class, or an interface, it is that of its {@link Command} methods that do not say
 * themselves what they read.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
public @interface Until {
  /**
   * What ends a frame, encoded in the charset.
   *
   * @return the delimiter, not empty
   */
  String value();

  /**
   * How many bytes a frame may have, its delimiter not counted. One more is an error event.
   *
   * @return the number, positive
   */
  int max() default 65536;

  /**
   * The charset of the delimiter and of a {@code String}.
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
