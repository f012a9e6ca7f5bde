package dev.pollen.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a component of a {@link Wire} record: the order of the bytes of its numbers is another one
 * than that of the record. That includes what {@link Prefix} and {@link Count} say.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.CLASS)
public @interface Order {
  /**
   * The order.
   *
   * @return the order
   */
  Endian value();
}
