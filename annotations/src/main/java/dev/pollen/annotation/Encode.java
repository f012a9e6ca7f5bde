package dev.pollen.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Beside an event annotation: what the method returns is turned into bytes by an encoder, and sent.
 * A result whose type is a record with {@link Wire} needs no {@code @Encode}. If the message that
 * is answered was {@link LengthPrefixed}, the answer gets a prefix of the same kind.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Encode {
  /**
   * The encoder.
   *
   * @return a class that implements {@code dev.pollen.wire.Encoder} and has a constructor without
   *     parameters
   */
  Class<?> value();
}
