package dev.pollen.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Beside {@link OnRead}: each frame begins with its length, and the method gets what follows it.
 * Payloads and errors are those of {@link Line}. Memory is taken for bytes that have arrived, never
 * for those that were announced. A length that cannot be is an error event and closes the
 * connection.
 *
 * <p>On a class, or an interface, it is that of its {@link Command} methods that do not say
 * themselves what they read.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
public @interface LengthPrefixed {
  /**
   * A width: the length takes as many bytes as it needs, seven bits in each, the lowest first; the
   * highest bit of a byte says that another one follows. At most five bytes.
   */
  int VARINT = 0;

  /**
   * How many bytes the length takes.
   *
   * @return 1, 2, 3, 4 or {@link #VARINT}
   */
  int width() default 4;

  /**
   * The order of those bytes. Without meaning for {@link #VARINT}.
   *
   * @return the order
   */
  Endian order() default Endian.BIG;

  /**
   * Whether the length counts its own bytes.
   *
   * @return whether it includes itself; not for {@link #VARINT}
   */
  boolean inclusive() default false;

  /**
   * How many bytes may follow the length. More is an error event.
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
