package dev.pollen.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a {@code byte[]} or a {@code String} in a {@link Wire} record: the number of its bytes stands
 * before it. That is so without this annotation, too, with its defaults. On a {@code List} it is
 * said of each element; {@link Count} is for the list.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.CLASS)
public @interface Prefix {
  /**
   * How many bytes the number takes.
   *
   * @return 1, 2, 3 or 4
   */
  int width() default 2;

  /**
   * How many bytes may follow. More makes the message malformed, and cannot be sent.
   *
   * @return the number, positive, and such that {@link #width()} can tell it; if it is not given,
   *     65535 or the greatest that {@link #width()} can tell, whichever is less
   */
  int max() default 65535;

  /**
   * The charset of a {@code String}. Bytes that are no text in it make the message malformed.
   *
   * @return its name
   */
  String charset() default "UTF-8";
}
