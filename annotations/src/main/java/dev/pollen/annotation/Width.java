package dev.pollen.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a component of a {@link Wire} record: how many bytes a number takes, or the ordinal of an
 * enum. Without, a number takes as many as its type, and an enum one, or two if it has more than
 * 256 constants. On a {@code List} it is said of each element.
 *
 * <p>A value that does not fit cannot be sent: {@code IllegalArgumentException}.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.CLASS)
public @interface Width {
  /**
   * The number of bytes.
   *
   * @return 1 to as many as the type has; of an enum 1 to 4
   */
  int value();
}
