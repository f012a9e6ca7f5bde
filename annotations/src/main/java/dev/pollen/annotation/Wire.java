package dev.pollen.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a record a message: its components, in their order, are what goes over the wire. The
 * processor writes a codec beside each record {@code X}: a class {@code XCodec} that implements
 * {@code dev.pollen.wire.Codec}.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Wire {
  /**
   * The order of the bytes of numbers.
   *
   * @return the order
   */
  Endian order() default Endian.BIG;
}
