package dev.pollen.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a {@code List} in a {@link Wire} record: the number of its elements stands before it. That is
 * so without this annotation, too, with its defaults. Memory is taken for elements that have
 * arrived, never for those that were announced.
 *
 * <p>If the elements have different lengths, each of them is stepped over again whenever more of an
 * unfinished message arrives; a large {@link #max()} is then better used in frames.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.CLASS)
public @interface Count {
  /**
   * How many bytes the number takes.
   *
   * @return 1, 2, 3 or 4
   */
  int width() default 2;

  /**
   * How many elements there may be. More makes the message malformed, and cannot be sent.
   *
   * @return the number, positive, and such that {@link #width()} can tell it; if it is not given,
   *     1024 or the greatest that {@link #width()} can tell, whichever is less
   */
  int max() default 1024;
}
