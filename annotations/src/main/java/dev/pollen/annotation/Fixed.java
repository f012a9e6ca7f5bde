package dev.pollen.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a {@code byte[]} or a {@code String} in a {@link Wire} record: it always takes so many bytes.
 * A {@code byte[]} must have exactly so many; behind a shorter text there are zeros, which do not
 * belong to it. On a {@code List} it is said of each element.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.CLASS)
public @interface Fixed {
  /**
   * The number of bytes.
   *
   * @return the number, positive
   */
  int value();

  /**
   * The charset of a {@code String}. Bytes that are no text in it make the message malformed.
   *
   * @return its name
   */
  String charset() default "UTF-8";
}
