package dev.pollen.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Beside {@link OnRead}: the bytes are turned into messages by a decoder, and the method gets them
 * one at a time. With a frame annotation such as {@link LengthPrefixed}, the decoder gets a whole
 * frame, which must be exactly one message; without, it gets what has arrived, and says itself
 * where a message ends. Beside {@link OnDatagram} it gets a datagram.
 *
 * <p>Each connection has a decoder of its own. A parameter whose type is a record with {@link Wire}
 * needs no {@code @Decode}.
 *
 * <p>On a class, or an interface, it is that of its {@link Command} methods that do not say
 * themselves what they read.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
public @interface Decode {
  /**
   * The decoder.
   *
   * @return a class that implements {@code dev.pollen.wire.Decoder} and has a constructor without
   *     parameters
   */
  Class<?> value();

  /**
   * How many bytes may have arrived without being a message. More is an error event and closes the
   * connection. With a frame annotation, that one's limit counts.
   *
   * @return the number, positive
   */
  int max() default 65536;
}
