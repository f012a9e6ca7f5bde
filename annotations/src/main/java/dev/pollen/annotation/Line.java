package dev.pollen.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Beside {@link OnRead}: the method gets one line at a time, without its end.
 *
 * <p>May take {@code Connection} and one payload: {@code ByteBuffer} (lent, read-only, valid during
 * the call), {@code byte[]} or {@code String}. How the network cuts the bytes makes no difference.
 * What the method leaves unread of the buffer is dropped. A {@code String} is decoded strictly:
 * bytes that the charset does not know are an error event. If an {@link OnError} method takes it,
 * the next line follows; else the connection is closed. If the stream ends within a line, that is
 * an error event, too.
 *
 * <p>On a class, or an interface, it is that of its {@link Command} methods that do not say
 * themselves what they read.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
public @interface Line {
  /**
   * How many bytes a line may have, its end not counted. One more is an error event.
   *
   * @return the number, positive
   */
  int max() default 8192;

  /**
   * What ends a line.
   *
   * @return the ending
   */
  LineEnd end() default LineEnd.LF_OR_CRLF;

  /**
   * The charset of a {@code String}.
   *
   * @return its name
   */
  String charset() default "UTF-8";

  /**
   * What follows the error event of a line that is too long.
   *
   * @return what to do
   */
  Oversized oversized() default Oversized.CLOSE;
}
